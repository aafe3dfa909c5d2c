package load;

import depesche.search.saved.ArticleTerms;
import depesche.search.saved.Demand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Saved searches and articles in a made-up language, the same ones on every run, as lines that both sides read. A
/// search: parts between tabs, `w:` a word, `n:` an excluded one, `t:` a topic, `p:` a phrase, `o:` a choice. An
/// article: its topics, a tab, its words.
final class MadeUpSearches {

    private static final long SEED = 20_261_128;
    private static final int TOPICS = 300;
    private static final int FREQUENT = 100;
    private static final int VOCABULARY = 300_000;

    private final MadeUpWords words = new MadeUpWords(VOCABULARY);

    /// One in eight a single word, each of them once; the others have two to four words or a phrase; some exclude a
    /// word, some name a choice or a topic.
    String search(int number) {
        var random = new Random(SEED * number);
        var parts = new StringJoiner("\t");
        if (number % 8 == 0 && FREQUENT + number / 8 < words.size()) {
            return parts.add("w:" + MadeUpWords.word(FREQUENT + number / 8)).toString();
        }
        if (random.nextInt(100) < 20) {
            int first = words.rank(random, FREQUENT);
            parts.add("p:" + MadeUpWords.word(first) + " " + MadeUpWords.word(words.companion(first)));
            addWords(parts, random.nextInt(2), random);
        } else {
            addWords(parts, 2 + random.nextInt(3), random);
        }
        if (random.nextInt(100) < 10) {
            parts.add("o:" + sought(random) + " " + sought(random) + " " + sought(random));
        }
        if (random.nextInt(100) < 10) {
            parts.add("t:t" + random.nextInt(TOPICS));
        }
        if (random.nextInt(100) < 20) {
            String excluded = sought(random);
            if (!List.of(parts.toString().split("[\t: ]")).contains(excluded)) {
                parts.add("n:" + excluded);
            }
        }
        return parts.toString();
    }

    private void addWords(StringJoiner parts, int count, Random random) {
        for (int i = 0; i < count; i++) {
            parts.add("w:" + sought(random));
        }
    }

    private String sought(Random random) {
        return MadeUpWords.word(words.rank(random, FREQUENT));
    }

    String article(int number, int length) {
        var random = new Random(SEED - number);
        String topics = random.ints(3, 0, TOPICS).mapToObj(topic -> "t" + topic).collect(Collectors.joining(" "));
        var text = new StringJoiner(" ");
        int last = 0;
        for (int i = 0; i < length; i++) {
            last = i > 0 && random.nextInt(5) == 0 ? words.companion(last) : words.rank(random);
            text.add(MadeUpWords.word(last));
        }
        return topics + "\t" + text;
    }

    static Demand demand(String search) {
        List<Demand> parts = new ArrayList<>();
        for (String part : search.split("\t")) {
            List<String> words = List.of(part.substring(2).split(" "));
            parts.add(
                    switch (part.charAt(0)) {
                        case 'w' -> new Demand.Word(words.getFirst());
                        case 'n' -> new Demand.Not(new Demand.Word(words.getFirst()));
                        case 't' -> new Demand.Field("topic", words.getFirst());
                        case 'p' -> new Demand.Phrase(words);
                        case 'o' -> new Demand.Any(words.stream().<Demand>map(Demand.Word::new).toList());
                        default -> throw new IllegalArgumentException(part);
                    });
        }
        return new Demand.All(parts);
    }

    static ArticleTerms terms(String article) {
        int tab = article.indexOf('\t');
        String[] text = article.substring(tab + 1).split(" ");
        Set<Demand.Field> topics = Arrays.stream(article.substring(0, tab).split(" "))
                .map(topic -> new Demand.Field("topic", topic))
                .collect(Collectors.toSet());
        return new ArticleTerms(
                IntStream.range(0, text.length)
                        .mapToObj(i -> new ArticleTerms.Term(text[i], i))
                        .toList(),
                topics);
    }
}
