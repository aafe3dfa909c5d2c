package depesche.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;

/// The filters a text of one language goes through, for one purpose.
final class Chain extends Analyzer {

    enum Purpose {
        INDEXING,
        /// As it is asked for, each word counting.
        ASKING,
        /// The same without words that nobody means.
        ASKING_THE_MEANT,
        /// As it is spelt and in no other form.
        SPELLING
    }

    private final Rules rules;
    private final Purpose purpose;

    Chain(Rules rules, Purpose purpose) {
        this.rules = rules;
        this.purpose = purpose;
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        var tokens = rules.cutting().get();
        TokenStream words = rules.lowering().apply(tokens);
        if (purpose == Purpose.ASKING_THE_MEANT) {
            words = new StopFilter(words, rules.stopWords().get());
        }
        var forms = new Spelling(words, pieces());
        return new TokenStreamComponents(tokens, new Stems(rules.stemming().apply(forms)));
    }

    private Function<String, List<Spelling.Piece>> pieces() {
        return switch (purpose) {
            case INDEXING -> this::indexed;
            case ASKING, ASKING_THE_MEANT -> this::asked;
            case SPELLING -> word -> List.of(new Spelling.Piece(Form.WRITTEN, Form.WRITTEN.term(word)));
        };
    }

    private List<Spelling.Piece> indexed(String word) {
        List<Spelling.Piece> pieces = new ArrayList<>();
        pieces.add(new Spelling.Piece(Form.WRITTEN, Form.WRITTEN.term(word)));
        rules.folding().of(word).stream()
                .filter(folded -> !folded.equals(word))
                .forEach(folded -> pieces.add(new Spelling.Piece(Form.FOLDED, Form.FOLDED.term(folded))));
        pieces.add(new Spelling.Piece(Form.STEM, rules.folding().stemmed(word)));
        addParts(pieces, word, Form.PART);
        return pieces;
    }

    /// What was folded is found where it was written so, and where it was folded too.
    private List<Spelling.Piece> asked(String word) {
        List<Spelling.Piece> pieces = new ArrayList<>();
        pieces.add(new Spelling.Piece(Form.WRITTEN, Form.WRITTEN.term(word)));
        for (String folded : rules.folding().of(word)) {
            pieces.add(new Spelling.Piece(Form.FOLDED, Form.FOLDED.term(folded)));
            if (!folded.equals(word)) {
                pieces.add(new Spelling.Piece(Form.FOLDED, Form.WRITTEN.term(folded)));
            }
        }
        pieces.add(new Spelling.Piece(Form.STEM, rules.folding().stemmed(word)));
        addParts(pieces, word, Form.ASKED_PART);
        return pieces;
    }

    private void addParts(List<Spelling.Piece> pieces, String word, Form form) {
        rules.compounds().parts(word).stream()
                .distinct()
                .forEach(part ->
                        pieces.add(new Spelling.Piece(form, rules.folding().stemmed(part))));
    }
}
