package depesche.mail.message;

import java.util.regex.Pattern;

/// Writes a header as lines of at most 76 columns where it can be folded, and never of more than 998. Markers of
/// holes stay as they are.
final class HeaderLine {

    private static final int COLUMNS = 76;
    private static final int LIMIT = 998;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,60}");
    private static final Pattern ATOMS =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+( [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

    private HeaderLine() {}

    static String of(MailHeader header) {
        var line = switch (header) {
            case MailHeader.Words(var name, var text) -> words(name, text);
            case MailHeader.Named(var name, var phrase, var address) -> named(name, phrase, address);
            case MailHeader.Plain(var name, var value) -> folded(name + ": ", value);
        };
        for (var part : line.split("\r\n")) {
            if (longest(part) > LIMIT) {
                throw new IllegalArgumentException("header " + header.name() + " has a line of more than " + LIMIT);
            }
        }
        return line + "\r\n";
    }

    private static int longest(String line) {
        return line.chars()
                .map(c -> Hole.of((char) c).map(Hole::longest).orElse(1))
                .sum();
    }

    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a header: " + name);
        }
    }

    static void checkPlain(String name, String value) {
        boolean plain = value.chars().allMatch(c -> (c >= 0x20 && c < 0x7f) || Hole.isMarker((char) c));
        if (!plain || value.isBlank()) {
            throw new IllegalArgumentException("header " + name + " is not plain: " + value);
        }
    }

    private static String words(String name, String text) {
        var clean = clean(text);
        return EncodedWords.areNeeded(clean)
                ? name + ": " + EncodedWords.of(clean, name.length() + 2)
                : folded(name + ": ", clean);
    }

    private static String named(String name, String phrase, String address) {
        var clean = clean(phrase);
        if (clean.isBlank()) {
            return folded(name + ": ", "<" + address + ">");
        }
        if (EncodedWords.areNeeded(clean) || clean.length() > COLUMNS - name.length() - 5) {
            var encoded = EncodedWords.of(clean, name.length() + 2);
            return name + ": " + encoded + "\r\n <" + address + ">";
        }
        var quoted = ATOMS.matcher(clean).matches()
                ? clean
                : "\"" + clean.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        return folded(name + ": ", quoted + " <" + address + ">");
    }

    /// Breaks before a space, never so that a line of only spaces comes about.
    private static String folded(String start, String value) {
        var line = new StringBuilder(start);
        int column = start.length();
        int from = 0;
        while (from < value.length()) {
            int to = value.indexOf(' ', wordStart(value, from));
            to = to < 0 ? value.length() : to;
            var word = value.substring(from, to);
            if (from > 0 && !word.isBlank() && column + width(word) > COLUMNS) {
                line.append("\r\n");
                column = 0;
            }
            line.append(word);
            column += width(word);
            from = to;
        }
        return line.toString();
    }

    private static int wordStart(String value, int from) {
        int i = from;
        while (i < value.length() && value.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    private static int width(String word) {
        return word.length()
                + (int) word.chars().filter(c -> Hole.isMarker((char) c)).count() * 40;
    }

    private static String clean(String text) {
        var clean = new StringBuilder(text.length());
        Hole.without(text).codePoints().forEach(c -> {
            if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
                clean.append(' ');
            } else {
                clean.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c);
            }
        });
        return clean.toString();
    }
}
