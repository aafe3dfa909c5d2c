package depesche.follow;

import depesche.account.Readers;
import depesche.config.Settings;
import depesche.db.Database;
import depesche.topic.Topics;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// Takes in confirmed readers from elsewhere: a JSON object on each line, or a table, of any number of lines, in
/// batches
/// that are committed one by one. The same file again changes nothing, so what broke off is simply sent again.
///
/// An import brings a *yes* and a *no*. It never lifts a suppression, begins no follow again that ended after the
/// consent it brings, and takes nobody back who was erased: those confirm for themselves.
public final class FollowImport {

    private static final int BATCH_LINES = 4_000;
    private static final int BATCH_BYTES = 4_000_000;

    private final Database db;
    private final Readers readers;
    private final Settings.Site site;
    private final InstantSource clock;

    public FollowImport(Database db, Readers readers, Settings.Site site, InstantSource clock) {
        this.db = db;
        this.readers = readers;
        this.site = site;
        this.clock = clock;
    }

    /// Reads JSON lines to the end. Each refused line is told as soon as its batch is done, in their order.
    public ImportTally run(InputStream ndjson, Consumer<RefusedLine> refused) {
        return run(ndjson, ImportFormat.NDJSON, refused);
    }

    /// As above, in this format. A table whose head is wrong is refused by its first line, and nothing is taken.
    public ImportTally run(InputStream file, ImportFormat format, Consumer<RefusedLine> refused) {
        var reading = new ImportedReaders(
                db.read(Topics::tree),
                (kind, slug) -> db.read(tx -> NamedSubjects.bySlug(tx, kind, slug)),
                clock.instant());
        var lines = new Lines(file);
        ImportSource source = switch (format) {
            case NDJSON -> new NdjsonSource(lines, reading);
            case CSV -> new CsvSource(lines, reading);
        };
        var tally = ImportTally.NOTHING;
        var batch = nextBatch(source);
        while (!batch.isEnd()) {
            tally = tally.plus(take(batch, refused));
            batch = nextBatch(source);
        }
        return tally;
    }

    private static Batch nextBatch(ImportSource source) {
        var batch = new Batch();
        while (!batch.isFull()) {
            var entry = source.next();
            if (entry.isEmpty()) {
                return batch;
            }
            batch.add(entry.get());
        }
        return batch;
    }

    private ImportTally take(Batch batch, Consumer<RefusedLine> refused) {
        var taken = new ImportBatch(readers, site, clock.instant());
        var outcome = db.write(tx -> taken.take(tx, batch.right));
        List<RefusedLine> all = new ArrayList<>(batch.wrong);
        all.addAll(outcome.refused());
        all.sort(Comparator.comparingLong(RefusedLine::line));
        all.forEach(refused);
        return outcome.tally().plus(new ImportTally(0, 0, 0, batch.wrong.size()));
    }

    private static final class Batch {

        private final List<ImportedReader> right = new ArrayList<>();
        private final List<RefusedLine> wrong = new ArrayList<>();
        private int lines;
        private int bytes;

        void add(ImportSource.Entry entry) {
            lines++;
            bytes += entry.bytes();
            entry.reading().ifPresent(reading -> add(entry.line(), reading));
        }

        private void add(long number, ImportedReaders.Reading reading) {
            switch (reading) {
                case ImportedReaders.Right(ImportedReader reader) -> right.add(reader);
                case ImportedReaders.Wrong(String why) -> wrong.add(new RefusedLine(number, why));
            }
        }

        boolean isFull() {
            return lines >= BATCH_LINES || bytes >= BATCH_BYTES;
        }

        boolean isEnd() {
            return lines == 0;
        }
    }
}
