package depesche.follow;

import java.util.ArrayList;
import java.util.List;

/// A row of a table: cells between separators, in quotes where they hold some; a quote within quotes stands twice.
final class CsvRow {

    private static final char QUOTE = '"';

    private CsvRow() {}

    /// Whether a quote is open at the end, so that the row goes on.
    static boolean isOpen(CharSequence row) {
        return row.chars().filter(character -> character == QUOTE).count() % 2 == 1;
    }

    static List<String> cells(String row, char separator) {
        List<String> cells = new ArrayList<>();
        var cell = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < row.length(); i++) {
            char character = row.charAt(i);
            if (character == QUOTE) {
                boolean isTwice = isQuoted && i + 1 < row.length() && row.charAt(i + 1) == QUOTE;
                if (isTwice) {
                    cell.append(QUOTE);
                    i++;
                } else {
                    isQuoted = !isQuoted;
                }
            } else if (character == separator && !isQuoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(character);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
