package depesche.text;

import com.ibm.icu.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Breaks text into lines at spaces. A web address is never broken; other long runs (Chinese, Thai) are
/// broken where Unicode allows it.
final class Wrapping {

    private static final int LEAST_COLUMNS = 20;

    private Wrapping() {}

    /// Line breaks in the text stay.
    static List<String> wrap(String text, int columns) {
        var lines = new ArrayList<String>();
        for (var paragraph : text.split(" ?\\n ?", -1)) {
            wrapLine(paragraph, Math.max(LEAST_COLUMNS, columns), lines);
        }
        return lines;
    }

    private static void wrapLine(String text, int columns, List<String> lines) {
        var line = new StringBuilder();
        int width = 0;
        for (var part : parts(text, columns)) {
            if (width > 0 && width + width(part.stripTrailing()) > columns) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
                width = 0;
            }
            line.append(part);
            width += width(part);
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

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
