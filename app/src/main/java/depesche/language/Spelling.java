package depesche.language;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.KeywordAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.jspecify.annotations.Nullable;

/// Before the stemmer: a word becomes its forms, all at one place. The forms as they are written and folded keep away
/// from stemmers by being keywords; the word itself and the parts of a compound come bare.
final class Spelling extends TokenFilter {

    /// @param form what it counts as
    record Piece(Form form, String term) {}

    /// In Thai a word can be as long as a page, and folding can make it longer.
    private static final int LONGEST = 255;

    private final Function<String, List<Piece>> pieces;
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final TypeAttribute type = addAttribute(TypeAttribute.class);
    private final KeywordAttribute keyword = addAttribute(KeywordAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final Deque<Piece> waiting = new ArrayDeque<>();
    private @Nullable State word;

    Spelling(TokenStream words, Function<String, List<Piece>> pieces) {
        super(words);
        this.pieces = pieces;
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!waiting.isEmpty()) {
            restoreState(Objects.requireNonNull(word));
            increment.setPositionIncrement(0);
        } else if (input.incrementToken()) {
            term.setLength(Math.min(term.length(), LONGEST));
            waiting.addAll(pieces.apply(term.toString()));
            word = captureState();
        } else {
            return false;
        }
        set(waiting.remove());
        return true;
    }

    private void set(Piece piece) {
        term.setEmpty().append(piece.term());
        type.setType(piece.form().name());
        keyword.setKeyword(piece.form().isSpelling());
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        waiting.clear();
    }
}
