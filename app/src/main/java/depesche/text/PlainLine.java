package depesche.text;

import java.util.regex.Pattern;

/// One line of plain text, such as a headline, a caption or a credit: no markup, no line break, no
/// control character, no spaces at its ends or twice in a row. May be empty. It is text: `<b>` in it is
/// shown as `<b>`.
public record PlainLine(String value) {

    private static final Pattern SPACES = Pattern.compile("[ \\n\\t]+");

    public PlainLine {
        if (!value.equals(onOneLine(value))) {
            throw new IllegalArgumentException("not a plain line: " + value);
        }
    }

    public static PlainLine of(String text) {
        return new PlainLine(onOneLine(text));
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    private static String onOneLine(String text) {
        return SPACES.matcher(Characters.clean(text)).replaceAll(" ").strip();
    }

    @Override
    public String toString() {
        return value;
    }
}
