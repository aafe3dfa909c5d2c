package depesche.search.saved;

import depesche.author.Byline;
import depesche.language.Analysis;
import depesche.language.Word;
import depesche.text.Languages;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a reader seeks for good, as they wrote it: all words must occur, `"…"` is a phrase, `-` excludes,
/// `topic:slug` names a topic with those below it, `language:de` a language, `author:slug` who wrote it, `title:word`
/// what
/// the headline says, `or` (`oder`) between two of these is a choice; days are refused, for what is to come has none.
/// Brought to one form, in which equal searches have equal texts. In which language its words are read, the article
/// says.
public final class SearchText {

    private static final int LONGEST = 200;
    private static final Pattern QUOTES = Pattern.compile("[„“”«»‟″＂]");
    private static final String DAYS = "from|von|ab|to|bis";
    private static final String FIELDS = "title|titel|author|autor|topic|thema|language|sprache|" + DAYS;

    /// What is written goes into mails: nothing in it may look like an address.
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\"'’|:-]|(?<!\\b(?:" + FIELDS + ")):");

    private static final Pattern DASH_BEFORE_A_WORD = Pattern.compile("(?<![^\\s])[‐‑–—−](?=\\S)");
    private static final Pattern PIECE = Pattern.compile(
            "(?<minus>-?)(?:(?<field>" + FIELDS + "):(?=\\S))?(?:\"(?<phrase>[^\"]*)\"?|(?<word>[^\\s\"]+))");
    private static final Pattern OR = Pattern.compile("or|oder|\\|");
    private static final Pattern SPEAKING = Pattern.compile("[\\p{L}\\p{N}]");

    /// How reading one ends.
    public sealed interface Reading {}

    public record Read(SearchText text) implements Reading {}

    public record Refused(NormalDemand.Fault fault) implements Reading {}

    private sealed interface Piece {
        record Words(String words) implements Piece {}

        record Phrase(String words) implements Piece {}

        record Topic(String slug) implements Piece {}

        record Language(Locale language) implements Piece {}

        record Title(String words) implements Piece {}

        /// @param name plainly spelt
        record Author(String name) implements Piece {}
    }

    private record Choice(Piece piece, boolean isExcluded) {}

    private final String value;
    private final List<List<Choice>> clauses;

    private SearchText(List<List<Choice>> clauses) {
        this.clauses = clauses;
        this.value = String.join(" ", clauses.stream().map(SearchText::written).toList());
    }

    public static Reading read(String typed) {
        if (typed.length() > LONGEST) {
            return new Refused(NormalDemand.Fault.TOO_LONG);
        }
        String tidied = tidied(typed);
        Optional<NormalDemand.Fault> meaningless = meaningless(tidied);
        if (meaningless.isPresent()) {
            return new Refused(meaningless.get());
        }
        return read(new SearchText(clauses(tidied)));
    }

    private static Reading read(SearchText text) {
        if (text.value.length() > LONGEST) {
            return new Refused(NormalDemand.Fault.TOO_LONG);
        }
        return switch (NormalDemand.of(text.demand(SearchText::asWritten, SearchText::asWritten))) {
            case NormalDemand.Result.Normal _ -> new Read(text);
            case NormalDemand.Result.Refused(var fault) -> new Refused(fault);
        };
    }

    /// One that was kept, perhaps when less was refused.
    public static Optional<SearchText> kept(String value) {
        return read(new SearchText(clauses(tidied(value)))) instanceof Read(SearchText text)
                ? Optional.of(text)
                : Optional.empty();
    }

    private static String tidied(String typed) {
        String composed = Normalizer.normalize(typed, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replace("i̇", "i");
        String quoted = QUOTES.matcher(composed).replaceAll("\"");
        String dashed = DASH_BEFORE_A_WORD.matcher(quoted).replaceAll("-");
        return NO_WORD.matcher(dashed).replaceAll(" ");
    }

    /// Why a field cannot be meant of what is to come, or by anybody.
    private static Optional<NormalDemand.Fault> meaningless(String text) {
        Matcher pieces = PIECE.matcher(text);
        while (pieces.find()) {
            String field = Objects.requireNonNullElse(pieces.group("field"), "");
            if (field.matches(DAYS)) {
                return Optional.of(NormalDemand.Fault.DAYS);
            }
            if (field.matches("language|sprache")
                    && Languages.parse(words(pieces)).isEmpty()) {
                return Optional.of(NormalDemand.Fault.NO_LANGUAGE);
            }
        }
        return Optional.empty();
    }

    private static List<List<Choice>> clauses(String text) {
        List<List<Choice>> clauses = new ArrayList<>();
        boolean isChoice = false;
        Matcher pieces = PIECE.matcher(text);
        while (pieces.find()) {
            if (OR.matcher(pieces.group()).matches()) {
                isChoice = !clauses.isEmpty();
                continue;
            }
            Optional<Choice> read = choice(pieces);
            if (read.isPresent() && isChoice) {
                clauses.getLast().add(read.get());
            } else if (read.isPresent()) {
                clauses.add(new ArrayList<>(List.of(read.get())));
            }
            isChoice = isChoice && read.isEmpty();
        }
        return clauses;
    }

    /// What has neither letter nor digit says nothing.
    private static Optional<Choice> choice(Matcher piece) {
        String words = words(piece);
        boolean isExcluded = !piece.group("minus").isEmpty();
        return SPEAKING.matcher(words).find()
                ? Optional.of(new Choice(piece(piece, words), isExcluded))
                : Optional.empty();
    }

    private static Piece piece(Matcher piece, String words) {
        return switch (Objects.requireNonNullElse(piece.group("field"), "")) {
            case "topic", "thema" -> new Piece.Topic(words);
            case "title", "titel" -> new Piece.Title(words);
            case "author", "autor" -> new Piece.Author(Byline.plain(words));
            case "language", "sprache" ->
                Languages.parse(words).<Piece>map(Piece.Language::new).orElseGet(() -> plain(piece));
            default -> plain(piece);
        };
    }

    private static Piece plain(Matcher piece) {
        if (piece.group("phrase") != null) {
            return new Piece.Phrase(words(piece));
        }
        return new Piece.Words(piece.group().substring(piece.group("minus").length()));
    }

    private static String words(Matcher piece) {
        String written =
                Objects.requireNonNullElseGet(piece.group("phrase"), () -> String.valueOf(piece.group("word")));
        return written.strip().replaceAll("\\s+", " ");
    }

    /// The form that equal searches share.
    public String value() {
        return value;
    }

    /// Slugs of the topics it names.
    public List<String> topics() {
        return clauses.stream()
                .flatMap(List::stream)
                .flatMap(choice -> choice.piece() instanceof Piece.Topic(String slug)
                        ? Optional.of(slug).stream()
                        : Optional.<String>empty().stream())
                .distinct()
                .toList();
    }

    /// What it demands of an article in this language. Words that nobody means are not demanded unless there are no
    /// others. Nothing, if there it demands what it excludes.
    Optional<NormalDemand> demand(Analysis analysis) {
        Function<String, List<String>> all =
                words -> analysis.words(words).stream().map(Word::term).toList();
        return normal(demand(analysis::meant, all)).or(() -> normal(demand(all, all)));
    }

    private static Optional<NormalDemand> normal(Demand demand) {
        return NormalDemand.of(demand) instanceof NormalDemand.Result.Normal(NormalDemand normal)
                ? Optional.of(normal)
                : Optional.empty();
    }

    /// @param sought terms of words that must occur, one by one
    /// @param literal terms of phrases and of what must not occur
    private Demand demand(Function<String, List<String>> sought, Function<String, List<String>> literal) {
        List<Demand> all = new ArrayList<>();
        for (List<Choice> clause : clauses) {
            List<Demand> any = clause.stream()
                    .flatMap(choice -> demand(choice, choice.isExcluded() ? literal : sought, literal).stream())
                    .toList();
            if (!any.isEmpty()) {
                all.add(new Demand.Any(any));
            }
        }
        return new Demand.All(all);
    }

    private static Optional<Demand> demand(
            Choice choice, Function<String, List<String>> single, Function<String, List<String>> literal) {
        Optional<Demand> demand = switch (choice.piece()) {
            case Piece.Words(String words) -> phrase(single.apply(words));
            case Piece.Phrase(String words) -> phrase(literal.apply(words));
            case Piece.Topic(String slug) -> Optional.of(ArticleReading.topic(slug));
            case Piece.Language(Locale language) -> Optional.of(ArticleReading.language(language.toLanguageTag()));
            case Piece.Title(String words) ->
                phrase(literal.apply(words).stream().map(ArticleReading::title).toList());
            case Piece.Author(String name) -> Optional.of(ArticleReading.author(name));
        };
        return choice.isExcluded() ? demand.map(Demand.Not::new) : demand;
    }

    /// One word may be several to the analysis (`E-Mail`): then they stand together.
    private static Optional<Demand> phrase(List<String> terms) {
        return terms.isEmpty() ? Optional.empty() : Optional.of(new Demand.Phrase(terms));
    }

    private static List<String> asWritten(String words) {
        return List.of(words.split(" "));
    }

    private static String written(List<Choice> clause) {
        return String.join(" or ", clause.stream().map(SearchText::written).toList());
    }

    private static String written(Choice choice) {
        String piece = switch (choice.piece()) {
            case Piece.Words(String words) -> words;
            case Piece.Phrase(String words) -> "\"" + words + "\"";
            case Piece.Topic(String slug) -> "topic:" + quoted(slug);
            case Piece.Title(String words) -> "title:" + quoted(words);
            case Piece.Author(String name) -> "author:" + name;
            case Piece.Language(Locale language) ->
                "language:" + language.toLanguageTag().toLowerCase(Locale.ROOT);
        };
        return choice.isExcluded() ? "-" + piece : piece;
    }

    private static String quoted(String words) {
        return words.contains(" ") ? "\"" + words + "\"" : words;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SearchText that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
