package depesche.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import depesche.config.Settings;
import depesche.config.SettingsReader;
import depesche.config.SettingsResult;
import depesche.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class OperatorsPostgresTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    @TempDir
    private Path first;

    @TempDir
    private Path second;

    @Test
    void severalNodesShareThePostgresOfTheOperator() {
        try (var here = open(first, Purpose.SERVE);
                var there = open(second, Purpose.SERVE);
                var command = open(first, Purpose.COMMAND)) {
            here.database().change(tx -> tx.execute("insert into secret (name, value) values ('shared', 'x')"));

            assertThat(count(there)).isEqualTo(1);
            assertThat(count(command)).isEqualTo(1);
            assertThat(here.node()).isNotEqualTo(there.node());
        }
        assertThat(first.resolve("postgres")).doesNotExist();
    }

    @Test
    void aNodeKeepsItsNameOverRestarts() {
        String name;
        try (var node = open(first, Purpose.SERVE)) {
            name = node.node();
        }
        try (var node = open(first, Purpose.SERVE)) {
            assertThat(node.node()).isEqualTo(name);
        }
    }

    @Test
    void aFolderHeldByThisVeryProgramIsInUseToo() {
        try (var _ = open(first, Purpose.SERVE)) {
            var again = DatabaseOpening.open(settings(first, db.address()), Purpose.SERVE, _ -> {});

            assertThat(again)
                    .isInstanceOfSatisfying(
                            DatabaseOpening.Result.InUse.class,
                            inUse -> assertThat(inUse.sentence()).contains("is in use by a running Depesche"));
        }
    }

    @Test
    void aPostgresThatDoesNotAnswerIsNamedWithoutItsPassword() {
        var nowhere = new PostgresAddress("jdbc:postgresql://127.0.0.1:1/paper", "ada", "secret");

        assertThatThrownBy(() -> DatabaseOpening.open(settings(first, nowhere), Purpose.SERVE, _ -> {}))
                .isInstanceOf(DatabaseDidNotStart.class)
                .hasMessageContaining("ada at jdbc:postgresql://127.0.0.1:1/paper cannot be used")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aWrongPasswordIsToldInPostgresOwnWords() {
        var wrong = new PostgresAddress(db.address().url(), "nobody", "wrong");

        assertThatThrownBy(() -> DatabaseOpening.open(settings(first, wrong), Purpose.SERVE, _ -> {}))
                .hasMessageContaining("password authentication failed");
    }

    private static OpenDatabase open(Path data, Purpose purpose) {
        return switch (DatabaseOpening.open(settings(data, db.address()), purpose, _ -> {})) {
            case DatabaseOpening.Result.Opened(var database) -> database;
            case DatabaseOpening.Result.InUse(var sentence) -> throw new AssertionError(sentence);
        };
    }

    private static Settings settings(Path data, PostgresAddress address) {
        var environment = Map.of(
                "DEPESCHE_DATA", data.toString(),
                "DEPESCHE_DB_URL", address.url(),
                "DEPESCHE_DB_USER", address.user(),
                "DEPESCHE_DB_PASSWORD", address.password());
        return switch (SettingsReader.read(environment, Map.of())) {
            case SettingsResult.Valid(var settings) -> settings;
            case SettingsResult.Invalid(var faults) -> throw new AssertionError(faults);
        };
    }

    private static long count(OpenDatabase node) {
        return node.database()
                .read(handle -> handle.createQuery("select count(*) from secret where name = 'shared'")
                        .mapTo(Long.class)
                        .one());
    }
}
