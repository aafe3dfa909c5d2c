package depesche.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A PostgreSQL that an earlier program left on the folder. We hold the folder's lock, so nobody needs
/// it: it is going down, because its program was killed, or it is an orphan and has to go down.
final class FormerPostmaster {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private FormerPostmaster() {}

    static void clear(Path cluster) {
        var file = PostmasterPid.read(cluster);
        if (file.isEmpty()) {
            return;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(file.get().pid()).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return; // PostgreSQL clears the file of a dead process itself
        }
        if (isPostgresOn(cluster, process.get())) {
            stop(process.get());
        } else {
            // The number belongs to another program by now, at which PostgreSQL would take fright.
            Folders.remove(PostmasterPid.fileIn(cluster));
        }
    }

    private static boolean isPostgresOn(Path cluster, ProcessHandle process) {
        boolean isPostgres = process.info()
                .command()
                .map(command -> command.endsWith("/postgres"))
                .orElse(true);
        Path workingFolder = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            return isPostgres && workingFolder.toRealPath().equals(cluster.toRealPath());
        } catch (IOException unknown) {
            // No /proc on this system, or a dead process that nobody has buried.
            return isPostgres && !Files.exists(Path.of("/proc/self"));
        }
    }

    private static void stop(ProcessHandle process) {
        for (String signal : List.of("INT", "QUIT", "KILL")) {
            Tools.signal(signal, process.pid());
            if (isGone(process)) {
                return;
            }
        }
        throw new DatabaseDidNotStart("An earlier PostgreSQL, process %d, does not stop.".formatted(process.pid()));
    }

    private static boolean isGone(ProcessHandle process) {
        CompletableFuture<ProcessHandle> end = process.onExit();
        try {
            end.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException stillThere) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
