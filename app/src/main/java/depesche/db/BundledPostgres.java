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
    private final CompletableFuture<PostgresAddress> address = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread watch = Thread.ofPlatform().name("postgres").daemon().unstarted(this::live);

    private volatile @Nullable Postmaster running;

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
            return address.join();
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
        try {
            Postmaster last = running;
            if (last != null) {
                last.stop();
            }
            watch.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void live() {
        try {
            var launcher = PostgresLauncher.prepare(folder, binaries, cluster);
            Postmaster first = firstStart(launcher);
            address.complete(new PostgresAddress(
                    "jdbc:postgresql://127.0.0.1:%d/%s".formatted(first.port(), PostgresCluster.DATABASE),
                    PostgresCluster.USER,
                    cluster.password()));
            watch(launcher, first);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            address.completeExceptionally(new DatabaseDidNotStart("The start of PostgreSQL was interrupted.", stopped));
        } catch (RuntimeException broken) {
            address.completeExceptionally(broken);
        }
    }

    /// Tries again for some seconds: the children of a PostgreSQL that was killed need a moment to notice.
    private Postmaster firstStart(PostgresLauncher launcher) throws InterruptedException {
        Duration pause = SHORTEST_PAUSE;
        for (int attempt = 1; attempt <= ATTEMPTS_AT_START; attempt++) {
            Postmaster started = launch(launcher, Postmaster.freePort());
            if (started.isReadyInTheEnd()) {
                return started;
            }
            if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                break;
            }
            pause = doubled(pause);
        }
        throw new DatabaseDidNotStart(
                "PostgreSQL does not start. The end of its log in %s: %s".formatted(folder, launcher.lastWords()));
    }

    private void watch(PostgresLauncher launcher, Postmaster first) throws InterruptedException {
        Postmaster current = first;
        Duration pause = SHORTEST_PAUSE;
        while (true) {
            current.awaitEnd();
            if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            LOG.log(Level.WARNING, "database.died said=\"{0}\"", launcher.lastWords());
            current = launch(launcher, first.port());
            if (current.isReadyInTheEnd()) {
                LOG.log(Level.INFO, "database.back");
                pause = SHORTEST_PAUSE;
            } else {
                pause = doubled(pause);
            }
        }
    }

    /// Whoever comes second of this and [#close] sees the other and stops what was launched.
    private Postmaster launch(PostgresLauncher launcher, int port) throws InterruptedException {
        Postmaster launched = launcher.launch(port);
        running = launched;
        if (closing.getCount() == 0) {
            launched.stop();
        }
        return launched;
    }

    private static Duration doubled(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}
