package depesche.follow;

import java.util.Optional;

/// A JSON object on each line.
final class NdjsonSource implements ImportSource {

    private final Lines lines;
    private final ImportedReaders reading;

    NdjsonSource(Lines lines, ImportedReaders reading) {
        this.lines = lines;
        this.reading = reading;
    }

    @Override
    public Optional<Entry> next() {
        return lines.next().map(line -> switch (line) {
            case Lines.Unreadable(long number, String why) -> Entry.wrong(number, why);
            case Lines.Text(long number, String text, int bytes) ->
                new Entry(number, bytes, text.isBlank() ? Optional.empty() : Optional.of(reading.read(number, text)));
        });
    }
}
