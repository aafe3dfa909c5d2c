package depesche.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.testing.TestData;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whatever a text or a question is: there are no more terms than letters warrant, none is too long to be indexed, and
/// what was indexed is found.
class HostileTextTest {

    private static final List<String> LANGUAGES = List.of("de", "en", "tr", "ru", "ar", "hi", "th", "zh", "und");

    /// What Lucene takes, in bytes.
    private static final int LONGEST_TERM = 32_766;

    @Test
    void aWordOfAMegabyteIsIndexedAndAskedFor() throws IOException {
        for (String letter : List.of("a", "ü", "ß", "ﷺ", "ก", "字", "𝔸", "e\u0301")) {
            areIndexed("de", List.of(letter.repeat(1_000_000 / letter.length())));
        }
        for (String language : LANGUAGES) {
            areIndexed(language, List.of("ﷺ".repeat(10_000), "ก".repeat(10_000), "ü".repeat(10_000)));
        }
    }

    @Test
    void aLongWordMadeOfWordsIsNotTakenApart() {
        assertThat(Analysis.of("de").words("Staatsrechts".repeat(6)).getFirst().parts())
                .isEmpty();
        assertThat(Analysis.of("de").words("Staatsrechts".repeat(4))).hasSize(1);
    }

    @Test
    void aMillionWordsAreAMillionWords() throws IOException {
        assertThat(Analysis.of("de").words("Haus ".repeat(1_000_000))).hasSize(1_000_000);
        areIndexed("de", List.of("Gartenhaus Ölpreis ".repeat(500_000)));
    }

    @Test
    void halvesOfCharactersAndControlsAreNoWords() throws IOException {
        for (String language : LANGUAGES) {
            assertThat(Analysis.of(language).words("\uD83D \uDE00 \u0000\u0001 \uFFFF \u202E"))
                    .isEmpty();
            areIndexed(language, List.of("Ha\uD83Dus H\uDE00aus \uDBFF\uDBFFü ä\u0000b"));
        }
    }

    @Test
    void naughtyStringsAreIndexedAndAskedFor() throws IOException {
        var strings =
                new ObjectMapper().readValue(TestData.at("nasty-text/blns.json").toFile(), String[].class);

        for (String language : LANGUAGES) {
            areIndexed(language, List.of(strings));
        }
    }

    @Test
    void anythingAtAllIsIndexedAndAskedFor() throws IOException {
        var random = new Random(20);
        for (String language : LANGUAGES) {
            areIndexed(
                    language, Stream.generate(() -> anything(random)).limit(50).toList());
        }
    }

    private static String anything(Random random) {
        var text = new StringBuilder();
        random.ints(random.nextInt(300), 0, 0x20000)
                .map(c -> c % 3 == 0 ? c % 0x250 : c)
                .forEach(text::appendCodePoint);
        return text.toString();
    }

    private static void areIndexed(String language, List<String> texts) throws IOException {
        var analysis = Analysis.of(language);
        try (var index = SmallIndex.of(analysis.indexing(), texts)) {
            for (String text : texts) {
                var words = analysis.words(text);
                assertThat(words).hasSizeLessThanOrEqualTo(text.length());
                assertThat(words.stream()
                                .allMatch(word -> word.term().length() * 3 < LONGEST_TERM
                                        && word.parts().size() < 20))
                        .isTrue();
                assertThat(index.find(analysis.any(SmallIndex.FIELD, text)).isEmpty())
                        .as("%s: %.100s", language, text)
                        .isEqualTo(words.isEmpty());
                index.find(analysis.phrase(SmallIndex.FIELD, text));
            }
        }
    }
}
