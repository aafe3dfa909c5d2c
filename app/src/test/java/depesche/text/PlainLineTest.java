package depesche.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlainLineTest {

    static String[][] lines() {
        return new String[][] {
            {" Storm\r\n\tharbour ", "Storm harbour"},
            {"<b>Storm</b>", "<b>Storm</b>"},
            {"Ha\u0000fen\u0007", "Hafen"},
            {"a\u202Egpj.exe", "agpj.exe"},
            {"\u2067abc", "abc"},
            {"a\u2067b\u2069c", "a\u2067b\u2069c"},
            {"u\u0308ber", "über"},
            {"a\uD800b", "ab"},
            {"\uFEFFStorm", "Storm"},
            {"Storm\u2028harbour", "Storm harbour"},
            {"\n", ""},
        };
    }

    @ParameterizedTest
    @MethodSource("lines")
    void aLineIsPlain(String given, String plain) {
        assertThat(PlainLine.of(given).value()).isEqualTo(plain);
    }

    @Test
    void anyTextHasALineAndALineIsItsOwn() {
        var random = new Random(20260304);
        for (int i = 0; i < 5_000; i++) {
            var text = new StringBuilder();
            random.ints(random.nextInt(30), 0, i % 2 == 0 ? 0x2100 : 0x10FFFF).forEach(text::appendCodePoint);

            var line = PlainLine.of(text.toString());

            assertThat(PlainLine.of(line.value())).isEqualTo(line);
        }
    }
}
