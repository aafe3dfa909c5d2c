package depesche.follow;

import depesche.follow.CsvHead.Column;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A table as spreadsheets write it (RFC 4180), under a head that names its columns. A cell in quotes may hold line
/// breaks; a quote that is never closed costs its own line and no other. Libraries take all that follows it for one
/// cell.
final class CsvSource implements ImportSource {

    private static final int MOST_LINES = 50;
    private static final int LONGEST = 64 * 1024;

    private final Lines lines;
    private final ImportedReaders reading;
    private final Deque<Lines.Line> unread = new ArrayDeque<>();
    private Optional<CsvHead> head = Optional.empty();
    private boolean isOver;

    CsvSource(Lines lines, ImportedReaders reading) {
        this.lines = lines;
        this.reading = reading;
    }

    @Override
    public Optional<Entry> next() {
        return isOver ? Optional.empty() : line().map(this::entry);
    }

    private Entry entry(Lines.Line line) {
        return switch (line) {
            case Lines.Unreadable(long number, String why) -> Entry.wrong(number, why);
            case Lines.Text(long number, String text, int bytes)
            when text.isBlank() -> new Entry(number, bytes, Optional.empty());
            case Lines.Text text -> head.map(it -> row(it, text)).orElseGet(() -> head(text));
        };
    }

    /// A table whose head is wrong has no rows that one could read.
    private Entry head(Lines.Text first) {
        return switch (CsvHead.read(first.text())) {
            case CsvHead.Right(CsvHead read) -> {
                head = Optional.of(read);
                yield new Entry(first.number(), first.bytes(), Optional.empty());
            }
            case CsvHead.Wrong(String why) -> {
                isOver = true;
                yield Entry.wrong(first.number(), why);
            }
        };
    }

    private Entry row(CsvHead head, Lines.Text first) {
        Optional<String> whole = closed(first);
        if (whole.isEmpty()) {
            return Entry.wrong(first.number(), "a quote is opened and never closed");
        }
        List<String> cells = CsvRow.cells(whole.get(), head.separator());
        if (cells.size() > head.columns().size()) {
            return Entry.wrong(
                    first.number(),
                    "the line has " + cells.size() + " cells, and the head "
                            + head.columns().size());
        }
        Map<Column, String> filled = new EnumMap<>(Column.class);
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isBlank()) {
                filled.put(head.columns().get(i), cells.get(i).strip());
            }
        }
        return new Entry(
                first.number(),
                whole.get().length(),
                Optional.of(reading.read(first.number(), CsvReader.json(filled))));
    }

    /// The row with the lines that its quotes reach over; what was looked at in vain is read again.
    private Optional<String> closed(Lines.Text first) {
        var whole = new StringBuilder(first.text());
        List<Lines.Line> taken = new ArrayList<>();
        while (CsvRow.isOpen(whole)) {
            Optional<Lines.Line> next = line();
            next.ifPresent(taken::add);
            if (next.isEmpty()
                    || !(next.get() instanceof Lines.Text more)
                    || taken.size() > MOST_LINES
                    || whole.length() + more.text().length() > LONGEST) {
                taken.reversed().forEach(unread::addFirst);
                return Optional.empty();
            }
            whole.append('\n').append(more.text());
        }
        return Optional.of(whole.toString());
    }

    private Optional<Lines.Line> line() {
        return unread.isEmpty() ? lines.next() : Optional.of(unread.removeFirst());
    }
}
