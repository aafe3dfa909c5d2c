package depesche.epoch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What a data folder saw of the database last: its epoch and a heartbeat. Kept in the file `epoch`.
record Seen(UUID epoch, Instant beat) {

    private static final String FILE = "epoch";

    /// Empty for a folder that is new to the database. A file that cannot be understood is of no epoch that we know.
    static Optional<Seen> in(Path folder) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve(FILE));
            return Optional.of(new Seen(UUID.fromString(lines.getFirst()), Instant.parse(lines.get(1))));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IllegalArgumentException | DateTimeParseException | IndexOutOfBoundsException garbled) {
            return Optional.of(new Seen(new UUID(0, 0), Instant.EPOCH));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    void writeTo(Path folder) {
        Path scratch = folder.resolve(FILE + ".new");
        try {
            Files.writeString(scratch, epoch + "\n" + beat + "\n");
            Files.move(scratch, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
