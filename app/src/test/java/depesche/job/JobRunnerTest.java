package depesche.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import depesche.db.Database;
import depesche.testing.TestClock;
import depesche.testing.TestDatabase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobRunnerTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private final TestClock clock = TestClock.at("2026-03-14T10:00:00.123456789Z");
    private final Jobs jobs = new Jobs(clock);
    private final List<Job> heard = new CopyOnWriteArrayList<>();

    record Print(long edition, String paper) implements Job {}

    record Printed(long edition) implements Job {}

    @AfterEach
    void clear() {
        db.database().change(tx -> tx.execute("truncate scheduled_tasks, job_set_aside"));
    }

    @Test
    void aJobWrittenInATransactionRunsWithItsData() {
        var runner = runner();
        runner.on(Print.class, heard::add);

        db.database().change(tx -> jobs.submit(tx, new Print(17, "The Lantern")));
        runner.settle();

        assertThat(heard).containsExactly(new Print(17, "The Lantern"));
    }

    @Test
    void aJobOfATransactionThatIsRolledBackNeverRuns() {
        var runner = runner();
        runner.on(Print.class, heard::add);

        assertThatThrownBy(() -> db.database().change(tx -> {
                    jobs.submit(tx, new Print(17, "The Lantern"));
                    throw new IllegalStateException("presses stopped");
                }))
                .hasMessage("presses stopped");
        runner.settle();

        assertThat(heard).isEmpty();
    }

    @Test
    void everyListenerOfAnEventHearsItAndOnlyTheOneThatFailedHearsItAgain() {
        var runner = runner();
        var failures = new AtomicInteger();
        runner.on(Printed.class, "archive", heard::add);
        runner.on(Printed.class, "delivery", _ -> {
            failures.incrementAndGet();
            throw new IllegalStateException("van broke down");
        });

        db.database().change(tx -> jobs.submit(tx, new Printed(17)));
        runner.settle();
        clock.advance(Duration.ofSeconds(2));
        runner.settle();

        assertThat(heard).containsExactly(new Printed(17));
        assertThat(failures).hasValue(2);
    }

    @Test
    void aJobSubmittedForLaterWaitsForItsTime() {
        var runner = runner();
        runner.on(Print.class, heard::add);

        db.database()
                .change(tx -> jobs.submitAt(
                        tx, new Print(17, "The Lantern"), clock.instant().plusSeconds(60)));
        runner.settle();
        assertThat(heard).isEmpty();
        clock.advance(Duration.ofSeconds(60));
        runner.settle();

        assertThat(heard).hasSize(1);
    }

    @Test
    void aJobThatAlwaysFailsIsSetAsideAndCanBeSentBack() {
        var runner = runner();
        var isBroken = new AtomicInteger(1);
        runner.on(Print.class, job -> {
            if (isBroken.get() == 1) {
                throw new IllegalStateException("no paper");
            }
            heard.add(job);
        });
        db.database().change(tx -> jobs.submit(tx, new Print(17, "The Lantern")));

        for (int attempt = 0; attempt < 20; attempt++) {
            runner.settle();
            clock.advance(Duration.ofMinutes(15));
        }

        var setAside = new JobsSetAside(db.database(), jobs);
        assertThat(setAside.latest(10)).singleElement().satisfies(job -> {
            assertThat(job.name()).isEqualTo("Print");
            assertThat(job.payload()).contains("The Lantern");
            assertThat(job.error()).contains("no paper");
        });
        isBroken.set(0);
        assertThat(setAside.sendBack(setAside.latest(1).getFirst().id())).isTrue();
        clock.advance(Duration.ofDays(10_000));
        runner.settle();
        assertThat(heard).containsExactly(new Print(17, "The Lantern"));
        assertThat(setAside.latest(10)).isEmpty();
    }

    @Test
    void aJobNobodyListensToIsABug() {
        assertThatThrownBy(() -> db.database().change(tx -> jobs.submit(tx, new Printed(1))))
                .hasMessageContaining("nobody listens");
    }

    @Test
    void housekeepingRunsAtItsInterval() {
        var runner = runner();
        var swept = new AtomicInteger();
        runner.every(Duration.ofHours(1), "sweep", swept::incrementAndGet);

        runner.settle();
        runner.settle();
        clock.advance(Duration.ofMinutes(61));
        runner.settle();

        assertThat(swept).hasValue(2);
    }

    @Test
    void aStartedRunnerStartsAJobWithinMillisecondsOfTheCommit() throws InterruptedException {
        var live = new Jobs(InstantSource.system());
        BlockingQueue<Long> delays = new LinkedBlockingQueue<>();
        try (var runner = runner(live, InstantSource.system(), "node-1")) {
            runner.on(Printed.class, printed -> delays.add(System.nanoTime() - printed.edition()));
            runner.start();

            long best = Long.MAX_VALUE;
            for (int i = 0; i < 20; i++) {
                db.database().change(tx -> live.submit(tx, new Printed(System.nanoTime())));
                Long delay = delays.poll(5, TimeUnit.SECONDS);
                assertThat(delay).isNotNull();
                best = Math.min(best, delay);
            }

            assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(100));
        }
    }

    @Test
    void whatAKilledNodeHeldRunsAtOnceWhenTheNodeIsBack() throws InterruptedException {
        BlockingQueue<Printed> ran = new LinkedBlockingQueue<>();
        var live = new Jobs(InstantSource.system());
        try (var runner = runner(live, InstantSource.system(), "node-1")) {
            runner.on(Printed.class, ran::add);
            db.database().change(tx -> {
                live.submit(tx, new Printed(5));
                pick(tx, "node-1");
            });

            runner.start();

            assertThat(ran.poll(5, TimeUnit.SECONDS)).isEqualTo(new Printed(5));
        }
    }

    private static void pick(Handle tx, String node) {
        tx.createUpdate("update scheduled_tasks set picked = true, picked_by = :node, last_heartbeat = now()")
                .bind("node", node)
                .execute();
    }

    private JobRunner runner() {
        return runner(jobs, clock, "test");
    }

    private JobRunner runner(Jobs with, InstantSource time, String node) {
        Database database = db.database();
        return new JobRunner(database, db.pool().dataSource(), with, time, node);
    }
}
