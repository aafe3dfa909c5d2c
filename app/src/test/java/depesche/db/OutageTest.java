package depesche.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import depesche.job.Job;
import depesche.job.JobRunner;
import depesche.job.Jobs;
import depesche.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The database goes away under a running program for as long as the test wants, and comes back.
class OutageTest {

    private final Path shared = TestData.repository().resolve("app/target/test-postgres");
    private Path folder = shared;
    private BundledPostgres postgres = new BundledPostgres(shared);
    private PostgresAddress address = new PostgresAddress("", "", "");

    record Print(int edition) implements Job {}

    @BeforeEach
    void start() throws IOException {
        folder = Files.createTempDirectory(Files.createDirectories(shared.resolveSibling("test-folders")), "outage-");
        postgres = new BundledPostgres(folder, shared);
        address = postgres.start();
        Migrations.run(address);
    }

    @AfterEach
    void stop() throws IOException {
        postgres.close();
        Folders.remove(folder);
    }

    @Test
    void aQueryFailsWithinSecondsWhileTheDatabaseIsAwayAndTheNextWorksWhenItIsBack() throws IOException {
        try (var pool = ConnectionPool.open(address)) {
            Database db = pool.database();
            assertThat(one(db)).isEqualTo(1);

            takeAway();
            for (int i = 0; i < 3; i++) {
                long before = System.nanoTime();
                assertThatThrownBy(() -> one(db)).isInstanceOf(DatabaseUnavailable.class);
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
            }
            bringBack();

            awaitBack(db);
            assertThat(one(db)).isEqualTo(1);
        }
    }

    @Test
    void jobsPauseWhileTheDatabaseIsAwayAndGoOnAfterwardsNoneTwice() throws Exception {
        BlockingQueue<Integer> printed = new LinkedBlockingQueue<>();
        var isPrinting = new CountDownLatch(1);
        var isAway = new CountDownLatch(1);
        try (var pool = ConnectionPool.open(address)) {
            Database db = pool.database();
            var jobs = new Jobs(InstantSource.system());
            try (var runner = new JobRunner(db, pool.dataSource(), jobs, InstantSource.system(), "node")) {
                runner.on(Print.class, print -> {
                    printed.add(print.edition());
                    isPrinting.countDown();
                    await(isAway);
                });
                runner.start();
                db.change(tx -> jobs.submit(tx, new Print(1)));
                await(isPrinting);

                takeAway();
                isAway.countDown();
                bringBackWhenNoticed(db);
                db.change(tx -> jobs.submit(tx, new Print(2)));

                assertThat(printed.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
                assertThat(printed.poll(10, TimeUnit.SECONDS)).isEqualTo(2);
                assertThat(printed.poll(2, TimeUnit.SECONDS)).isNull();
                assertThat(count(db, "scheduled_tasks")).isZero();
            }
        }
    }

    private void bringBackWhenNoticed(Database db) throws IOException {
        assertThatThrownBy(() -> one(db)).isInstanceOf(DatabaseUnavailable.class);
        bringBack();
        awaitBack(db);
    }

    private void takeAway() throws IOException {
        Path cluster = folder.resolve("18/cluster");
        long pid = PostmasterPid.read(cluster).orElseThrow().pid();
        Files.move(cluster, folder.resolve("18/away"));
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::onExit))
                .satisfiesAnyOf(
                        end -> assertThat(end).isEmpty(),
                        end -> assertThat(end.orElseThrow()).succeedsWithin(Duration.ofSeconds(10)));
    }

    private void bringBack() throws IOException {
        Files.move(folder.resolve("18/away"), folder.resolve("18/cluster"));
    }

    private static void awaitBack(Database db) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            try {
                one(db);
                return;
            } catch (DatabaseUnavailable stillAway) {
                assertThat(System.nanoTime()).isLessThan(end);
            }
        }
    }

    private static int one(Database db) {
        return db.read(
                handle -> handle.createQuery("select 1").mapTo(Integer.class).one());
    }

    private static long count(Database db, String table) {
        return db.read(handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(Long.class)
                .one());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
