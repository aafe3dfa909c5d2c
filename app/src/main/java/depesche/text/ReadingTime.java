package depesche.text;

import com.ibm.icu.text.BreakIterator;
import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Map;

/// How long an article takes to read, in minutes: 240 words a minute where words stand apart; Chinese,
/// Japanese and Korean by characters; Thai, Lao, Khmer and Burmese by the words a dictionary finds.
public final class ReadingTime {

    private static final int WORDS_A_MINUTE = 240;
    private static final int CHARACTERS_A_MINUTE = 400;
    private static final Map<String, Integer> CHARACTERS_BY_LANGUAGE = Map.of("ja", 500, "ko", 500);

    private ReadingTime() {}

    public static int minutes(String standfirst, SafeHtml body, Locale language) {
        var count = new Count();
        for (var token : (standfirst + " " + body.text()).split("[\\s\\u00A0\\u202F]+")) {
            count.add(token, language);
        }
        int pace = CHARACTERS_BY_LANGUAGE.getOrDefault(language.getLanguage(), CHARACTERS_A_MINUTE);
        double minutes = (double) count.words / WORDS_A_MINUTE + (double) count.characters / pace;
        return Math.max(1, (int) Math.round(minutes));
    }

    private static final class Count {

        private int words;
        private int characters;

        /// A token between spaces is a word if it holds a letter or digit.
        void add(String token, Locale language) {
            boolean word = false;
            boolean unspaced = false;
            for (int i = 0; i < token.length(); i += Character.charCount(token.codePointAt(i))) {
                int point = token.codePointAt(i);
                if (!Character.isLetterOrDigit(point)) {
                    continue;
                }
                switch (UnicodeScript.of(point)) {
                    case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, YI -> characters++;
                    case THAI, LAO, KHMER, MYANMAR -> unspaced = true;
                    default -> word = true;
                }
            }
            if (unspaced) {
                words += dictionaryWords(token, language);
            } else if (word) {
                words++;
            }
        }

        private static int dictionaryWords(String token, Locale language) {
            var breaks = BreakIterator.getWordInstance(language);
            breaks.setText(token);
            int words = 0;
            while (breaks.next() != BreakIterator.DONE) {
                if (breaks.getRuleStatus() >= BreakIterator.WORD_NONE_LIMIT) {
                    words++;
                }
            }
            return words;
        }
    }
}
