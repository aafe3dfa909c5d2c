package depesche.language;

import de.danielnaber.jwordsplitter.GermanWordSplitter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/// Words made of words, taken apart: `Kartoffelsalat` has `kartoffel` and `salat` in it, but not `tat`. A word is
/// taken apart only as a whole: each part must be a word of the dictionary, and the compound none.
enum Compounds {
    NONE {
        @Override
        List<String> parts(String word) {
            return List.of();
        }
    },
    GERMAN {
        @Override
        List<String> parts(String word) {
            if (word.length() < SHORTEST || word.length() > LONGEST || !isLetters(word)) {
                return List.of();
            }
            List<String> parts = split(word);
            if (parts.isEmpty() && isSpeltPlainly(word)) {
                parts = split(spelt(word));
            }
            return parts;
        }
    };

    private static final int SHORTEST = 6;

    /// More would take the splitter long; the law on the labelling of beef has 63.
    private static final int LONGEST = 64;

    /// The parts of a word in small letters, without what joins them; none where it is no compound.
    abstract List<String> parts(String word);

    private static List<String> split(String word) {
        List<String> parts = Splitter.GERMAN.splitWord(word);
        return parts.size() < 2
                ? List.of()
                : parts.stream().map(part -> part.toLowerCase(Locale.ROOT)).toList();
    }

    private static boolean isLetters(String word) {
        return word.chars().allMatch(c -> Character.isLetter((char) c));
    }

    private static boolean isSpeltPlainly(String word) {
        return word.contains("ae") || word.contains("oe") || word.contains("ue") || word.contains("ss");
    }

    /// As in a keyboard without ä, ö, ü, ß, and in Switzerland.
    private static String spelt(String word) {
        return word.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü").replace("ss", "ß");
    }

    /// Read when the first word is to be taken apart. Never changes then.
    private static final class Splitter {

        static final GermanWordSplitter GERMAN = open();

        private static GermanWordSplitter open() {
            try {
                var splitter = new GermanWordSplitter(true);
                splitter.setStrictMode(true);
                return splitter;
            } catch (IOException e) {
                throw new UncheckedIOException("reading the dictionary of compounds", e);
            }
        }
    }
}
