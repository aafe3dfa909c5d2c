package depesche.suggestion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import depesche.language.Analysis;
import depesche.language.Word;
import java.util.List;

/// What single words of one language mean for finding names: the terms of search, kept for words met before.
final class Terms {

    private static final int MOST = 20_000;

    private final Analysis analysis;
    private final Cache<String, List<Word>> known =
            Caffeine.newBuilder().maximumSize(MOST).build();

    Terms(Analysis analysis) {
        this.analysis = analysis;
    }

    /// None for a word that search leaves out.
    List<Word> of(Token token) {
        return known.get(token.form(), analysis::words);
    }

    /// A name of several words, or of one.
    List<String> ofName(List<Token> name) {
        return name.stream()
                .flatMap(token -> of(token).stream().limit(1))
                .map(Word::term)
                .toList();
    }
}
