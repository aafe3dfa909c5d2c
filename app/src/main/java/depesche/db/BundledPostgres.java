package depesche.db;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The PostgreSQL in the data folder, which starts and stops with the program. It is started again when
/// it dies alone, at the same address. When the program dies, even by `kill -9`, PostgreSQL stops in
/// order by itself. The caller holds the folder's lock ([DataFolder]).
///
/// One platform thread starts the process and watches it: the kernel's signal at our death follows the
/// thread that started PostgreSQL.
public final class BundledPostgres implements AutoCloseable {

    private static final Logger LOG = System.getLogger("depesche.db");
    private static final int ATTEMPTS_AT_START = 8;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Path folder;
    private final PostgresBinaries binaries;
    private final PostgresCluster cluster;
    private final CompletableFuture<Started> started = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread watch = Thread.ofPlatform().name("postgres").daemon().unstarted(this::live);

    private volatile @Nullable Postmaster running;

    private record Started(PostgresLauncher launcher, Postmaster first) {}

    /// @param folder all of PostgreSQL's: programs, cluster, log
    public BundledPostgres(Path folder) {
        this(folder, folder);
    }

    /// With the programs in another folder, which several clusters may share.
    public BundledPostgres(Path folder, Path programs) {
        this.folder = folder.toAbsolutePath().normalize();
        this.binaries = new PostgresBinaries(programs.toAbsolutePath().normalize());
        this.cluster = new PostgresCluster(this.folder);
    }

    /// Answers when connections are taken. On first use this makes the database.
    public PostgresAddress start() {
        watch.start();
        try {
            return cluster.addressAt(started.join().first().port());
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof DatabaseDidNotStart reason) {
                throw reason;
            }
            throw failed;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        Postmaster last = running;
        if (last != null) {
            last.stop();
        }
        try {
            watch.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// The life of the thread. A failure of the first start is for the caller, who waits for the address.
    private void live() {
        started.completeAsync(this::firstStart, Runnable::run);
        if (!started.isCompletedExceptionally()) {
            watchOver(started.join().launcher(), started.join().first());
        }
    }

    /// Tries again for some seconds: the children of a PostgreSQL that was killed need a moment to notice.
    private Started firstStart() {
        var launcher = PostgresLauncher.prepare(folder, binaries, cluster);
        Duration pause = SHORTEST_PAUSE;
        for (int attempt = 1; attempt <= ATTEMPTS_AT_START; attempt++) {
            Postmaster first = launch(launcher, Postmaster.freePort());
            if (first.isReadyInTheEnd()) {
                return new Started(launcher, first);
            }
            if (isClosingWithin(pause)) {
                break;
            }
            pause = doubled(pause);
        }
        throw new DatabaseDidNotStart(
                "PostgreSQL does not start. The end of its log in %s: %s".formatted(folder, launcher.lastWords()));
    }

    private void watchOver(PostgresLauncher launcher, Postmaster first) {
        Duration pause = SHORTEST_PAUSE;
        first.awaitEnd();
        while (!isClosingWithin(pause)) {
            LOG.log(Level.WARNING, "database.died said=\"" + launcher.lastWords() + "\"");
            pause = isBackUntilItEnds(launcher, first.port()) ? SHORTEST_PAUSE : doubled(pause);
        }
    }

    private boolean isBackUntilItEnds(PostgresLauncher launcher, int port) {
        try {
            Postmaster next = launch(launcher, port);
            boolean isBack = next.isReadyInTheEnd();
            if (isBack) {
                LOG.log(Level.INFO, "database.back");
                next.awaitEnd();
            }
            return isBack;
        } catch (DatabaseDidNotStart why) {
            LOG.log(Level.WARNING, "database.not-back", why);
            return false;
        }
    }

    /// Whoever comes second of this and [#close] sees the other and stops what was launched.
    private Postmaster launch(PostgresLauncher launcher, int port) {
        Postmaster launched = launcher.launch(port);
        running = launched;
        if (closing.getCount() == 0) {
            launched.stop();
        }
        return launched;
    }

    private boolean isClosingWithin(Duration pause) {
        try {
            return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static Duration doubled(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}
