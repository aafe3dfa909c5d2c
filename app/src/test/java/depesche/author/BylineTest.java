package depesche.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BylineTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Ida Klein                                 | Ida Klein
            Von Ida Klein und Tom Berg                | Ida Klein; Tom Berg
            By Ida Klein, Tom Berg and Eva Lund       | Ida Klein; Tom Berg; Eva Lund
            Ida Klein & Tom Berg                      | Ida Klein; Tom Berg
            Ida Klein (Text), Tom Berg (Fotos)        | Ida Klein; Tom Berg
            Text: Ida Klein; Fotos: Tom Berg          | Ida Klein; Tom Berg
            Ida Klein, dpa                            | Ida Klein; dpa
            dpa/AFP                                   | dpa; AFP
            Von dpa                                   | dpa
            (dpa)                                     | dpa
            Ida Klein, Lübeck                         | Ida Klein
            Ida Klein, Reporterin in Lübeck           | Ida Klein
            Ursula von der Leyen, Brüssel             | Ursula von der Leyen
            Von der Leyen                             | Von der Leyen
            Klein, Ida                                | Klein, Ida
            Anna, Tom und Eva                         | Anna; Tom; Eva
            Redaktion                                 | Redaktion
            李明, 王芳                                 | 李明, 王芳
            Ида Клейн и Том                           | Ида Клейн и Том
            ---                                       | -
            (  )                                      | -
            """)
    void namesAreReadAsPeopleWriteThem(String byline, String names) {
        assertThat(String.join("; ", Byline.names(byline))).isEqualTo(names == null ? "" : names);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ida Klein        | IDA  KLEIN      | true
            Ida Klein        | ida\u00a0klein  | true
            Anna-Lena Groß   | ANNA‐LENA GROSS | true
            Sean O'Neil      | Sean O’Neil     | true
            Jörg Müller      | Jörg Mueller    | false
            Ida Klein        | Ida Kleine      | false
            """)
    void spellingsThatDifferInCaseOrSpacingAloneAreOneName(String one, String other, boolean isOne) {
        assertThat(Byline.key(one).equals(Byline.key(other))).isEqualTo(isOne);
    }

    @Test
    void theWordBeforeANameIsThePagesOwn() {
        assertThat(List.of("Von Ida Klein", "von dpa", "By Tom Berg", "Von der Leyen", "Vonda Shepard"))
                .extracting(Byline::withoutBy)
                .containsExactly("Ida Klein", "dpa", "Tom Berg", "Von der Leyen", "Vonda Shepard");
    }

    @Test
    void whateverStandsThereIsReadAtOnceAndEachNameIsInIt() {
        var random = new Random(7);
        List<String> pieces =
                List.of("von ", " und ", ", ", "/", "(", ")", "Ida", " ", "dpa", "\u202e", "😀", ";", "Text:");
        for (int round = 0; round < 20_000; round++) {
            var byline = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                byline.append(pieces.get(random.nextInt(pieces.size())));
            }
            assertThat(Byline.names(byline.toString())).allMatch(name -> byline.indexOf(name) >= 0);
        }
        assertThat(Byline.names("Ida, ".repeat(5_000))).hasSizeLessThanOrEqualTo(20);
        assertThat(Byline.names("x".repeat(121))).isEmpty();
    }
}
