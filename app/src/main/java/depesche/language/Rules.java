package depesche.language;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/// How the words of one language are found: cut from the text, brought into small letters, folded, stemmed, taken
/// apart; which of them nobody asks for; and what each of their forms counts.
record Rules(
        Supplier<Tokenizer> cutting,
        UnaryOperator<TokenStream> lowering,
        Folding folding,
        UnaryOperator<TokenStream> stemming,
        Compounds compounds,
        Supplier<CharArraySet> stopWords,
        Asking.Weights weights) {

    /// For languages of which we know nothing: words in small letters.
    static final Rules ANY = new Rules(
            StandardTokenizer::new,
            LowerCaseFilter::new,
            Folding.PLAIN,
            UnaryOperator.identity(),
            Compounds.NONE,
            () -> CharArraySet.EMPTY_SET,
            Asking.Weights.USUAL);

    static Rules stemmed(UnaryOperator<TokenStream> stemming, Supplier<CharArraySet> stopWords) {
        return new Rules(
                StandardTokenizer::new,
                LowerCaseFilter::new,
                Folding.PLAIN,
                stemming,
                Compounds.NONE,
                stopWords,
                Asking.Weights.USUAL);
    }

    static Rules snowball(String stemmer, Supplier<CharArraySet> stopWords) {
        return stemmed(words -> new SnowballFilter(words, stemmer), stopWords);
    }

    Rules cut(Supplier<Tokenizer> by) {
        return new Rules(by, lowering, folding, stemming, compounds, stopWords, weights);
    }

    Rules lowered(UnaryOperator<TokenStream> by) {
        return new Rules(cutting, by, folding, stemming, compounds, stopWords, weights);
    }

    Rules folded(Folding by) {
        return new Rules(cutting, lowering, by, stemming, compounds, stopWords, weights);
    }

    Rules takenApart(Compounds by) {
        return new Rules(cutting, lowering, folding, stemming, by, stopWords, weights);
    }

    Rules weighed(Asking.Weights by) {
        return new Rules(cutting, lowering, folding, stemming, compounds, stopWords, by);
    }
}
