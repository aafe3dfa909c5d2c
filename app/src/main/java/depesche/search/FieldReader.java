package depesche.search;

import depesche.search.SearchFault.Kind;
import depesche.text.Languages;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Gathers what the fields of a search say. Of several limits of days all hold.
final class FieldReader {

    private static final int MOST_TITLES = 8;
    private static final int MOST_AUTHORS = 16;
    private static final int MOST_LANGUAGES = 16;

    /// A field as it stands in the line.
    ///
    /// @param all with its name, without its minus
    /// @param value without quotation marks
    record Part(AskedField field, boolean isMinus, boolean isQuoted, Typed.Span all, Typed.Span value) {}

    private record Gathered(
            Set<String> topics,
            List<String> titles,
            List<String> titlePhrases,
            Set<String> authors,
            Set<Locale> languages) {

        Gathered() {
            this(new HashSet<>(), new ArrayList<>(), new ArrayList<>(), new HashSet<>(), new HashSet<>());
        }

        Marks marks() {
            return new Marks(topics, titles, titlePhrases, authors, languages);
        }
    }

    private final String line;
    private final ZoneId zone;
    private final Gathered must = new Gathered();
    private final Gathered mustNot = new Gathered();
    private final Map<Typed.Span, String> onTopics = new HashMap<>();
    private final List<Typed.Span> titles = new ArrayList<>();
    private final List<Typed.Span> days = new ArrayList<>();
    private final List<SearchFault> faults = new ArrayList<>();
    private Optional<Instant> from = Optional.empty();
    private Optional<Instant> until = Optional.empty();

    FieldReader(String line, ZoneId zone) {
        this.line = line;
        this.zone = zone;
    }

    void read(Part part) {
        String value = part.value().in(line).strip();
        if (value.isEmpty()) {
            return;
        }
        Gathered in = part.isMinus() ? mustNot : must;
        switch (part.field()) {
            case TITLE -> title(part, value, in);
            case AUTHOR -> add(in.authors(), value, MOST_AUTHORS, part);
            case TOPIC -> topic(part, value.toLowerCase(Locale.ROOT), in);
            case LANGUAGE ->
                Languages.parse(value)
                        .ifPresentOrElse(
                                language -> add(in.languages(), language, MOST_LANGUAGES, part),
                                () -> fault(Kind.NO_LANGUAGE, part));
            case FROM, TO ->
                Days.parse(value).ifPresentOrElse(read -> days(part, read), () -> fault(Kind.NO_DAY, part));
        }
    }

    private void title(Part part, String value, Gathered in) {
        add(part.isQuoted() ? in.titlePhrases() : in.titles(), value, MOST_TITLES, part);
        if (!part.isMinus()) {
            titles.add(part.value());
        }
    }

    private void topic(Part part, String slug, Gathered in) {
        if (!part.isMinus()) {
            onTopics.put(part.all(), slug);
        }
        add(in.topics(), slug, AskedReader.MOST_TOPICS, part);
    }

    private <T> void add(Collection<T> list, T value, int most, Part part) {
        if (list.size() < most || list.contains(value)) {
            list.add(value);
        } else {
            fault(Kind.TOO_MANY, part);
        }
    }

    /// Not from a day on is before it, and not up to a day is after it.
    private void days(Part part, Days read) {
        days.add(withMinus(part));
        boolean isStart = part.field() == AskedField.FROM;
        Instant bound = isStart ? read.start(zone) : read.end(zone);
        if (isStart == part.isMinus()) {
            until = until.filter(bound::isAfter).or(() -> Optional.of(bound));
        } else {
            from = from.filter(bound::isBefore).or(() -> Optional.of(bound));
        }
    }

    private void fault(Kind kind, Part part) {
        faults.add(new SearchFault(kind, withMinus(part).in(line)));
    }

    private static Typed.Span withMinus(Part part) {
        return new Typed.Span(
                part.all().start() - (part.isMinus() ? 1 : 0), part.all().end());
    }

    Asked asked(String words, List<String> phrases, List<String> without) {
        return new Asked(words, phrases, without, must.marks(), mustNot.marks(), from, until);
    }

    /// The words of titles that are asked for.
    List<Typed.Span> titles() {
        return titles;
    }

    Map<Typed.Span, String> onTopics() {
        return onTopics;
    }

    List<Typed.Span> days() {
        return days;
    }

    List<SearchFault> faults() {
        return faults;
    }
}
