package depesche.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What PostgreSQL's lock file `postmaster.pid` says: the process on the first line, how far it is on the eighth.
record PostmasterPid(long pid, boolean isReady) {

    static Optional<PostmasterPid> read(Path cluster) {
        try {
            List<String> lines = Files.readAllLines(fileIn(cluster));
            if (lines.isEmpty() || lines.getFirst().isBlank()) {
                return Optional.empty();
            }
            boolean isReady = lines.size() > 7 && lines.get(7).startsWith("ready");
            return Optional.of(new PostmasterPid(Long.parseLong(lines.getFirst().strip()), isReady));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new DatabaseDidNotStart(fileIn(cluster) + " cannot be read", unreadable);
        }
    }

    static Path fileIn(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }
}
