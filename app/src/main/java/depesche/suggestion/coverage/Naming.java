package depesche.suggestion.coverage;

import depesche.suggestion.ArticleText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What speaks for a group, and what it may be called: the kicker that most of its articles have, else its words in the
/// order of the newest headline that has two of them.
///
/// @param words as they stand in the texts, the most telling first
record Naming(String name, List<String> words) {

    private static final int MOST_WORDS = 6;
    private static final int IN_NAME = 3;
    private static final int LONGEST_NAME = 120;

    Naming {
        words = List.copyOf(words);
    }

    /// @param kicker may be empty
    record Text(String kicker, ArticleText text) {}

    /// @param texts at least one, the newest last
    static Naming of(List<Text> texts, Reading reading, Rarity rarity) {
        List<String> words = words(texts.stream().map(Text::text).toList(), reading, rarity);
        return new Naming(name(texts, words), words);
    }

    private static List<String> words(List<ArticleText> texts, Reading reading, Rarity rarity) {
        Map<String, Found> found = new HashMap<>();
        for (ArticleText text : texts) {
            Set<String> seen = new HashSet<>();
            reading.read(
                    text,
                    (form, term, count) ->
                            found.computeIfAbsent(term, _ -> new Found()).add(form, count, seen.add(term)));
        }
        int enough = Math.max(Math.min(2, texts.size()), (texts.size() + 1) / 2);
        Map<String, Double> telling = new HashMap<>();
        found.forEach((term, one) -> {
            if (one.texts >= enough) {
                telling.put(term, one.weight() * rarity.of(term.hashCode(), 0));
            }
        });
        return telling.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Comparator.comparingDouble((Map.Entry<String, Double> entry) -> -entry.getValue())
                        .thenComparing(Map.Entry::getKey))
                .flatMap(entry -> Stream.ofNullable(found.get(entry.getKey())))
                .map(one -> usual(one.forms))
                .distinct()
                .limit(MOST_WORDS)
                .toList();
    }

    /// A term, in how many texts it is and in which forms.
    private static final class Found {

        private final Map<String, Float> forms = new HashMap<>();
        private float count;
        private int texts;

        void add(String form, float more, boolean isFirstOfText) {
            forms.merge(form, more, Float::sum);
            count += more;
            texts += isFirstOfText ? 1 : 0;
        }

        double weight() {
            return texts * (1 + Math.log(Math.max(0.5, count)));
        }
    }

    private static String usual(Map<String, Float> forms) {
        return forms.entrySet().stream()
                .max(Map.Entry.<String, Float>comparingByValue()
                        .thenComparing(Map.Entry.<String, Float>comparingByKey().reversed()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static String name(List<Text> texts, List<String> words) {
        Map<String, Long> kickers = texts.stream()
                .map(text -> text.kicker().strip())
                .filter(kicker -> !kicker.isEmpty())
                .collect(Collectors.groupingBy(kicker -> kicker, Collectors.counting()));
        String name = kickers.entrySet().stream()
                .filter(entry -> 2 * entry.getValue() > texts.size() && entry.getValue() > 1)
                .findFirst()
                .map(Map.Entry::getKey)
                .orElseGet(() -> ofHeadlines(texts, words));
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private static String ofHeadlines(List<Text> texts, List<String> words) {
        Set<String> lower =
                words.stream().map(word -> word.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        for (Text text : texts.reversed()) {
            Set<String> found = new LinkedHashSet<>();
            for (String token : text.text().headline().split("[^\\p{L}\\p{M}\\p{N}]+")) {
                if (lower.contains(token.toLowerCase(Locale.ROOT))) {
                    found.add(token);
                }
            }
            if (found.size() > 1) {
                return found.stream().limit(IN_NAME).collect(Collectors.joining(" "));
            }
        }
        List<String> first = new ArrayList<>(words.subList(0, Math.min(2, words.size())));
        return first.isEmpty() ? texts.getLast().text().headline() : String.join(", ", first);
    }
}
