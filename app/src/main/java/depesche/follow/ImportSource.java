package depesche.follow;

import java.util.Optional;

/// What an import is read from, a reader at a time.
interface ImportSource {

    /// @param reading empty where nothing stands there
    record Entry(long line, int bytes, Optional<ImportedReaders.Reading> reading) {

        static Entry wrong(long line, String why) {
            return new Entry(line, 0, Optional.of(new ImportedReaders.Wrong(why)));
        }
    }

    /// The next; empty at the end.
    Optional<Entry> next();
}
