package depesche.db;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A start looks for the newest migration alone, so the program must know which that is.
class MigrationsTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.fresh();

    @Test
    void theNewestIsTheNewestOfTheFolder() {
        assertThat(Migrations.NEWEST).isEqualTo(Migrations.newest(database.address()));
    }

    /// Else a start would not bring up what it should, or wake Flyway for nothing.
    @Test
    void allIsDoneWhereTheNewestIsTheLastAndOnlyThere() throws SQLException {
        Migrations.run(database.address());

        assertThat(Migrations.isDone(database.address())).isTrue();
        assertThat(isDoneAfter("update flyway_schema_history set success = version <> '" + Migrations.NEWEST + "'"))
                .isFalse();
        assertThat(isDoneAfter("update flyway_schema_history set success = true"))
                .isTrue();
        assertThat(isDoneAfter("update flyway_schema_history set version = '9999' where version = '" + Migrations.NEWEST
                        + "'"))
                .isFalse();
        assertThat(isDoneAfter("alter table flyway_schema_history rename to elsewhere"))
                .isFalse();
        assertThat(isDoneAfter("alter table elsewhere rename to flyway_schema_history;"
                        + " update flyway_schema_history set version = '" + Migrations.NEWEST
                        + "' where version = '9999'"))
                .isTrue();
    }

    private static boolean isDoneAfter(String change) throws SQLException {
        try (Connection connection = PostgresDriver.patient(database.address());
                Statement statement = connection.createStatement()) {
            statement.execute(change);
        }
        return Migrations.isDone(database.address());
    }
}
