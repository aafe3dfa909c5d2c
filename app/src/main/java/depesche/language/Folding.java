package depesche.language;

import com.ibm.icu.text.Normalizer2;
import java.util.List;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/// Spellings of one name brought together: without accents and dots, in plain letters where there are any.
/// `Łódź` is `lodz`, `Erdoğan` is `erdogan`, `Straße` is `strasse`; where a language says so, `Mueller` and
/// `Müller` are `muller`. Marks that are vowels of their script stay.
enum Folding {
    /// ä, ö, ü are letters with dots, and their own ae, oe, ue beside.
    PLAIN {
        @Override
        List<String> of(String word) {
            String folded = withoutMarks(word);
            String spelt = withoutMarks(spelt(word));
            return folded.equals(spelt) ? List.of(folded) : List.of(folded, spelt);
        }

        @Override
        String stemmed(String word) {
            return word;
        }
    },
    /// ae, oe, ue are ä, ö, ü where they can be.
    GERMAN {
        @Override
        List<String> of(String word) {
            return List.of(joined(withoutMarks(word)));
        }

        @Override
        String stemmed(String word) {
            return plainest(word);
        }
    };

    private static final Normalizer2 DECOMPOSED = Normalizer2.getNFKDInstance();

    /// The folded forms of a word in lower case, the plainest first.
    abstract List<String> of(String word);

    /// What the stemmer gets: most want a word as it is spelt.
    abstract String stemmed(String word);

    String plainest(String word) {
        return of(word).getFirst();
    }

    private static String withoutMarks(String word) {
        if (isPlain(word)) {
            return word;
        }
        var folded = new StringBuilder(word.length() + 8);
        word.codePoints().forEach(c -> append(folded, c));
        return folded.toString();
    }

    private static void append(StringBuilder folded, int c) {
        if (c < 0x80 || isKept(c)) {
            folded.appendCodePoint(c);
        } else if (Character.isBmpCodePoint(c) && !Character.isSurrogate((char) c)) {
            String decomposed = DECOMPOSED.getDecomposition(c);
            (decomposed == null ? Character.toString(c) : decomposed)
                    .codePoints()
                    .filter(part -> !isMark(part))
                    .forEach(part -> appendLatin(folded, part));
        } else {
            folded.appendCodePoint(c);
        }
    }

    private static void appendLatin(StringBuilder folded, int c) {
        if (c < 0x80 || c > 0xffff) {
            folded.appendCodePoint(c);
            return;
        }
        char[] out = new char[4];
        int length = ASCIIFoldingFilter.foldToASCII(new char[] {(char) c}, 0, out, 0, 1);
        folded.append(out, 0, length);
    }

    /// Letters of their own, and syllables that are written as one.
    private static boolean isKept(int c) {
        return c == 'й' || c == 'ї' || c >= 0xac00 && c <= 0xd7a3;
    }

    /// Accents of Latin, Greek and Cyrillic, points of Hebrew, vowels of Arabic.
    private static boolean isMark(int c) {
        return c >= 0x300 && c <= 0x36f || c >= 0x591 && c <= 0x5c7 || c >= 0x64b && c <= 0x65f || c == 0x670;
    }

    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String spelt(String word) {
        if (isPlain(word)) {
            return word;
        }
        return word.replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ø", "oe")
                .replace("å", "aa");
    }

    /// An e that stands for the dots of the vowel before it: not in `neu-e`, `Frau-en`, `Qu-elle`.
    private static String joined(String word) {
        if (word.indexOf('e', 1) < 0) {
            return word;
        }
        var joined = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) != 'e' || !isDots(word, i)) {
                joined.append(word.charAt(i));
            }
        }
        return joined.toString();
    }

    private static boolean isDots(String word, int e) {
        if (e == 0) {
            return false;
        }
        char vowel = word.charAt(e - 1);
        if (vowel == 'u') {
            return e == 1 || "aeiouyq".indexOf(word.charAt(e - 2)) < 0;
        }
        return vowel == 'a' || vowel == 'o';
    }
}
