package depesche;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.db.ConnectionPool;
import depesche.db.PostgresAddress;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReadyTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private final Ready ready = new Ready();

    @Test
    void itIsDownBeforeTheNewsroomIsOpenAndWhileTheDatabaseIsAway() {
        assertThat(status()).isEqualTo(Status.DOWN);

        ready.opened(newsroom.rooms());
        assertThat(status()).isEqualTo(Status.UP);

        PostgresAddress paper = newsroom.rooms().ground().opened().address();
        String name = paper.url().replaceFirst("^.*/", "");
        var beside =
                new PostgresAddress(paper.url().replaceFirst("/[^/]*$", "/postgres"), paper.user(), paper.password());
        try (ConnectionPool pool = ConnectionPool.open(beside)) {
            allow(pool, name, false);
            try {
                Waiting.until(
                        "the outage is known",
                        () -> newsroom.rooms().ground().notices().isInterrupted());
                assertThat(status()).isEqualTo(Status.DOWN);
            } finally {
                allow(pool, name, true);
            }
        }
        Waiting.until("it is back", () -> status() == Status.UP);
    }

    private static void allow(ConnectionPool pool, String database, boolean isAllowed) {
        pool.database()
                .read(handle -> handle.execute("alter database " + database + " allow_connections " + isAllowed));
        pool.database()
                .read(handle -> handle.createQuery("""
                                select count(pg_terminate_backend(pid))
                                  from pg_stat_activity
                                 where datname = :database
                                """)
                        .bind("database", database)
                        .mapTo(Long.class)
                        .one());
    }

    private Status status() {
        return ready.call().getStatus();
    }
}
