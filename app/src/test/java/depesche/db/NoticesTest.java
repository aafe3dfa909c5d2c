package depesche.db;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.testing.TestDatabase;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NoticesTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private Notices notices = new Notices(new PostgresAddress("", "", ""));

    @BeforeEach
    void listen() throws InterruptedException {
        notices = new Notices(db.address());
        notices.listen("presses", heard::add, () -> heard.add("catch up"));
        notices.start();
        assertThat(next()).isEqualTo("catch up");
    }

    @AfterEach
    void close() {
        notices.close();
    }

    @Test
    void aNoticeIsHeardAfterTheCommit() throws InterruptedException {
        db.database().change(tx -> {
            Notices.tell(tx, "presses", "first edition");
            Notices.tell(tx, "somewhere else", "nothing");
        });

        assertThat(next()).isEqualTo("first edition");
    }

    @Test
    void aListenerCatchesUpAfterTheConnectionBroke() throws InterruptedException {
        db.database()
                .read(handle -> handle.createQuery("""
                                select pg_terminate_backend(pid)
                                  from pg_stat_activity
                                 where query = 'listen "presses"'
                                """).mapTo(Boolean.class).list());

        assertThat(next()).isEqualTo("catch up");
        db.database().change(tx -> Notices.tell(tx, "presses", "second edition"));
        assertThat(next()).isEqualTo("second edition");
    }

    @Test
    void aListenerThatFailsCatchesUp() throws InterruptedException {
        notices.close();
        notices = new Notices(db.address());
        var failures = new AtomicInteger();
        notices.listen(
                "presses",
                notice -> {
                    failures.incrementAndGet();
                    throw new IllegalStateException(notice);
                },
                () -> heard.add("catch up"));
        notices.start();
        assertThat(next()).isEqualTo("catch up");

        db.database().change(tx -> Notices.tell(tx, "presses", "late edition"));

        assertThat(next()).isEqualTo("catch up");
        assertThat(failures).hasValue(1);
    }

    private String next() throws InterruptedException {
        return String.valueOf(heard.poll(10, TimeUnit.SECONDS));
    }
}
