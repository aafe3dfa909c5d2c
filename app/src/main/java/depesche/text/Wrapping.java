package depesche.text;

import com.ibm.icu.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Breaks text into lines at spaces. A web address is never broken; other long runs (Chinese, Thai) are
/// broken where Unicode allows it.
final class Wrapping {

    private Wrapping() {}

    /// The first line begins with `first`, the others with `rest`; line breaks in the text stay.
    static String wrap(String text, String first, String rest, int columns) {
        var lines = new ArrayList<String>();
        for (var paragraph : text.split(" ?\\n ?", -1)) {
            wrapLine(paragraph, lines.isEmpty() ? first : rest, rest, columns, lines);
        }
        return String.join("\n", lines);
    }

    private static void wrapLine(String text, String first, String rest, int columns, List<String> lines) {
        var line = new StringBuilder(first);
        boolean empty = true;
        for (var part : parts(text, Math.max(10, columns - rest.length()))) {
            boolean fits = width(line) + width(part.stripTrailing()) <= columns;
            if (!empty && !fits) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(rest);
            }
            line.append(part);
            empty = false;
        }
        lines.add(line.toString().stripTrailing());
    }

    /// Words with the space behind them.
    private static List<String> parts(String text, int columns) {
        var parts = new ArrayList<String>();
        for (var word : text.split("(?<= )")) {
            if (width(word) <= columns || word.contains("://")) {
                parts.add(word);
            } else {
                addBroken(word, parts);
            }
        }
        return parts;
    }

    private static void addBroken(String word, List<String> parts) {
        var breaks = BreakIterator.getLineInstance(Locale.ROOT);
        breaks.setText(word);
        int start = 0;
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            parts.add(word.substring(start, end));
            start = end;
        }
    }

    private static int width(CharSequence text) {
        return (int) text.codePoints().count();
    }
}
