package depesche.mail.message;

import java.util.List;
import java.util.random.RandomGenerator;

/// Random text of all that has ever broken a mail.
final class Nasty {

    private static final List<String> BITS = List.of(
            "Feuer im Hafen",
            "Straße",
            "über",
            "äöüß",
            "日本語の見出し",
            "😀",
            "👨‍👩‍👧",
            "e\u0301",
            " ",
            "  ",
            "   ",
            "\t",
            ".",
            "..",
            "=",
            "=3D",
            "=\u00e4",
            "=?UTF-8?Q?x?=",
            "=?x",
            "?=",
            "--",
            "--=_depesche",
            "--=_depesche--",
            "From ",
            "F",
            "\"",
            "\\",
            "<b>",
            "&amp;",
            "a,b;c:d",
            "(",
            ")",
            "@",
            "\u00a0",
            "\u200b",
            "\ufeff",
            "~",
            "\u007f",
            "x".repeat(61),
            "y".repeat(150),
            "ä".repeat(80),
            "z".repeat(1100),
            "Bcc: eve@evil.example",
            ":",
            "-",
            "_");
    private static final List<String> LINE_ENDS =
            List.of("\n", "\n\n", "\n.\n", "\n..\n", "\n \n", " \n", "\nFrom ", "\r\n", "\n\n\n");

    private Nasty() {}

    static String line(RandomGenerator random) {
        var line = new StringBuilder();
        for (int bits = random.nextInt(14); bits > 0; bits--) {
            line.append(BITS.get(random.nextInt(BITS.size())));
            if (random.nextInt(3) == 0) {
                line.append(' ');
            }
        }
        return line.toString();
    }

    static String text(RandomGenerator random) {
        var text = new StringBuilder();
        for (int lines = random.nextInt(12); lines > 0; lines--) {
            text.append(line(random)).append(LINE_ENDS.get(random.nextInt(LINE_ENDS.size())));
        }
        return text.append(random.nextBoolean() ? line(random) : "").toString();
    }
}
