package depesche.suggestion.coverage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import depesche.language.Analysis;
import depesche.language.Word;
import depesche.suggestion.ArticleText;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads texts for what they are about: their words as search sees them, those of the headline and names counting
/// more, without those that nobody means. Safe for any number of threads.
final class Reading {

    /// What an article is about stands at its beginning.
    private static final int LONGEST = 4_000;

    private static final int MOST_KNOWN = 50_000;
    private static final float IN_HEADLINE = 3;
    private static final float NAME = 1.5F;
    private static final float PART = 0.5F;

    /// Runs of letters and digits with at least one letter.
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]{0,60}\\p{L}[\\p{L}\\p{M}\\p{N}]{0,60}");

    private final Map<String, Cache<String, List<Word>>> known = new ConcurrentHashMap<>();

    interface Visitor {
        /// @param form as it stands in the text
        /// @param term what it means to search
        void term(String form, String term, float count);
    }

    Counts counts(ArticleText text) {
        Map<String, Float> counts = new HashMap<>();
        read(text, (_, term, count) -> counts.merge(term, count, Float::sum));
        return Counts.of(counts);
    }

    void read(ArticleText text, Visitor visitor) {
        read(text.headline(), text.language(), IN_HEADLINE, visitor);
        String body = text.body();
        read(body.length() <= LONGEST ? body : body.substring(0, LONGEST), text.language(), 1, visitor);
    }

    void read(String text, Locale language, float weight, Visitor visitor) {
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            String form = words.group();
            float count = Character.isUpperCase(form.codePointAt(0)) ? NAME * weight : weight;
            for (Word word : words(form, language.getLanguage())) {
                visitor.term(form, word.term(), count);
                word.parts().forEach(part -> visitor.term(form, part, PART * count));
            }
        }
    }

    /// None for a word that nobody means, and for single letters.
    private List<Word> words(String form, String language) {
        return known.computeIfAbsent(
                        language,
                        _ -> Caffeine.newBuilder().maximumSize(MOST_KNOWN).build())
                .get(form, word -> analysed(word, language));
    }

    private static List<Word> analysed(String form, String language) {
        Analysis analysis = Analysis.of(language);
        return form.length() < 2 || analysis.meant(form).isEmpty() ? List.of() : analysis.words(form);
    }
}
