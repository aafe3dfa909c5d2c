package depesche.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import depesche.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    @Test
    void aSnapshotDoesNotSeeWhatIsCommittedMeanwhile() {
        List<Long> seen = db.database().inSnapshot(tx -> {
            long before = secrets(tx);
            db.database().change(other -> add(other, "meanwhile"));
            return List.of(before, secrets(tx));
        });

        assertThat(seen.getFirst()).isEqualTo(seen.getLast());
    }

    @Test
    void aWriteSeesWhatIsCommittedMeanwhileAlsoAfterASnapshotOnTheSameConnection() {
        for (int i = 0; i < 3; i++) {
            int round = i;
            assertThat(db.database().<String>inSnapshot(DatabaseTest::level)).isEqualTo("repeatable read");
            assertThat(db.database().<String>write(DatabaseTest::level)).isEqualTo("read committed");
            long grown = db.database().write(tx -> {
                long before = secrets(tx);
                db.database().change(other -> add(other, "committed-" + round));
                return secrets(tx) - before;
            });
            assertThat(grown).isEqualTo(1);
        }
    }

    @Test
    void whatFollowsACommitHappensOnlyThen() {
        var happened = new ArrayList<String>();

        db.database().change(tx -> {
            tx.afterCommit(() -> happened.add("after"));
            happened.add("inside");
        });
        assertThatThrownBy(() -> db.database().change(tx -> {
                    tx.afterCommit(() -> happened.add("never"));
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        assertThat(happened).containsExactly("inside", "after");
    }

    @Test
    void aWrongStatementIsNoOutage() {
        assertThatThrownBy(() -> db.database().read(handle -> handle.execute("select from nowhere")))
                .isInstanceOf(UnableToExecuteStatementException.class);
        assertThatThrownBy(() -> db.database().change(tx -> {
                    add(tx, "twice");
                    add(tx, "twice");
                }))
                .isInstanceOf(UnableToExecuteStatementException.class);
    }

    @Test
    void sessionsOfTheProgramAreInUtc() {
        try (var pool = ConnectionPool.open(db.address())) {
            assertThat(pool.database()
                            .<String>read(handle -> handle.createQuery("show timezone")
                                    .mapTo(String.class)
                                    .one()))
                    .isEqualTo("UTC");
        }
    }

    @Test
    void anInstantOfTheProgramsClockIsReadBackAsItWasWritten() {
        for (int i = 0; i < 100; i++) {
            Instant now = DatabaseClock.system().instant();

            Instant back = db.database()
                    .read(handle -> handle.createQuery("select :now")
                            .bind("now", now)
                            .mapTo(Instant.class)
                            .one());

            assertThat(back).isEqualTo(now);
        }
    }

    @Test
    void theProgramsThatAreBundledHaveTheVersionInTheirFoldersName() {
        String version = db.database()
                .<String>read(handle -> handle.createQuery("show server_version")
                        .mapTo(String.class)
                        .one());

        assertThat(PostgresBinaries.VERSION).isEqualTo(version + ".0");
    }

    private static String level(Handle tx) {
        return tx.createQuery("show transaction_isolation").mapTo(String.class).one();
    }

    private static long secrets(Handle tx) {
        return tx.createQuery("select count(*) from secret").mapTo(Long.class).one();
    }

    private static void add(Handle tx, String name) {
        tx.createUpdate("insert into secret (name, value) values (:name, 'x')")
                .bind("name", name)
                .execute();
    }
}
