package depesche.suggestion;

import java.util.List;
import java.util.stream.Stream;

/// A text as the model sees it: its features and how often each is there.
///
/// @param tokens of headline and body, in their order
record Description(List<Token> tokens, FeatureCounts counts) {

    /// A word of the headline counts as often as this.
    private static final float HEADLINE = 2;

    static Description of(ArticleText text) {
        FeatureCounts counts = new FeatureCounts();
        List<Token> headline = Token.of(text.headline());
        List<Token> body = Token.of(text.body());
        count(headline, HEADLINE, counts);
        count(body, 1, counts);
        return new Description(Stream.concat(headline.stream(), body.stream()).toList(), counts);
    }

    private static void count(List<Token> tokens, float each, FeatureCounts counts) {
        String before = "";
        for (Token token : tokens) {
            counts.add(Feature.word(token.lower()), each);
            if (!before.isEmpty()) {
                counts.add(Feature.pair(before, token.lower()), each);
            }
            Feature.pieces(token.lower(), piece -> counts.add(piece, each));
            before = token.lower();
        }
    }
}
