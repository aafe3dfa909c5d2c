package depesche.job;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.testing.TestDatabase;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TwoNodesTest {

    private static final int EDITIONS = 300;

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private final BlockingQueue<Integer> printed = new LinkedBlockingQueue<>();

    record Print(int edition) implements Job {}

    @Test
    void twoNodesShareTheJobsAndRunEachOnce() throws InterruptedException {
        var here = new Jobs(InstantSource.system());
        var there = new Jobs(InstantSource.system());
        try (var first = node("first", here);
                var second = node("second", there)) {
            first.start();
            second.start();

            for (int edition = 0; edition < EDITIONS; edition++) {
                var print = new Print(edition);
                db.database().change(tx -> (print.edition() % 2 == 0 ? here : there).submit(tx, print));
            }

            var editions = new HashSet<Integer>();
            for (int i = 0; i < EDITIONS; i++) {
                editions.add(printed.poll(20, TimeUnit.SECONDS));
            }
            assertThat(editions).hasSize(EDITIONS).doesNotContainNull();
            assertThat(printed.poll(1, TimeUnit.SECONDS)).isNull();
        }
    }

    private JobRunner node(String name, Jobs jobs) {
        var runner = new JobRunner(db.database(), db.pool().dataSource(), jobs, InstantSource.system(), name);
        runner.on(Print.class, print -> printed.add(print.edition()));
        return runner;
    }
}
