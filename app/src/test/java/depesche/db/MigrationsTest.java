package depesche.db;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.testing.TestDatabase;
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
}
