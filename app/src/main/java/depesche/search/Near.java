package depesche.search;

import depesche.language.Analysis;
import depesche.language.Written;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.spell.DirectSpellChecker;
import org.apache.lucene.search.spell.SuggestMode;
import org.apache.lucene.search.spell.SuggestWord;

/// A word of the index that is spelt much like another: letters are missing, too many, wrong or transposed.
///
/// @param term of the spelling, in the field of the language
/// @param edits how many letters
/// @param beginsAlike people seldom mistake the first letter
/// @param articles that have it, some of which may be gone
record Near(String tongue, Term term, int edits, boolean beginsAlike, int articles) {

    private static final Comparator<Near> NEAREST = Comparator.comparingInt(Near::edits)
            .thenComparing(Near::beginsAlike, Comparator.reverseOrder())
            .thenComparing(Near::articles, Comparator.reverseOrder());

    /// A word of so many letters may differ in two of them; a shorter one would become any other.
    private static final int LONG = 7;

    /// The mark before each spelling, which all share.
    private static final int MARK = 1;

    private static final int MOST_IN_A_LANGUAGE = 10;
    private static final float ANY_FREQUENCY = 1_000_000_000f;

    /// The nearest first, of those the more frequent.
    ///
    /// @param least articles that must have it
    static List<Near> to(String word, List<String> tongues, int least, IndexReader reader) throws IOException {
        List<Near> near = new ArrayList<>();
        for (String tongue : tongues) {
            List<Written> written = Analysis.of(tongue).written(word);
            if (written.size() == 1) {
                var term = new Term(Fields.TEXT + tongue, written.getFirst().term());
                for (SuggestWord found : checker(length(word), least)
                        .suggestSimilar(term, MOST_IN_A_LANGUAGE, reader, SuggestMode.SUGGEST_ALWAYS)) {
                    near.add(of(tongue, term, found));
                }
            }
        }
        return near.stream().sorted(NEAREST).toList();
    }

    private static DirectSpellChecker checker(int length, int least) {
        var checker = new DirectSpellChecker();
        checker.setMinPrefix(MARK);
        checker.setMinQueryLength(0);
        checker.setMaxEdits(length < LONG ? 1 : 2);
        checker.setLowerCaseTerms(false);
        checker.setMaxQueryFrequency(ANY_FREQUENCY);
        checker.setThresholdFrequency(least - 1f);
        return checker;
    }

    private static Near of(String tongue, Term asked, SuggestWord found) {
        // Lucene's likeness is 1 - edits / letters of the shorter; by it a longer word would always be the nearer.
        int shorter = Math.min(length(asked.text()), length(found.string));
        return new Near(
                tongue,
                new Term(asked.field(), found.string),
                Math.round((1 - found.score) * shorter),
                found.string.startsWith(asked.text().substring(0, asked.text().offsetByCodePoints(0, MARK + 1))),
                found.freq);
    }

    private static int length(String word) {
        return word.codePointCount(0, word.length());
    }
}
