package depesche;

import static org.assertj.core.api.Assertions.assertThatCode;

import depesche.db.OpenDatabase;
import depesche.testing.TestClock;
import depesche.testing.TestDatabase;
import depesche.testing.TestSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class NewsroomTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.fresh();

    @TempDir
    private Path data;

    /// As when the server cannot take its port.
    @Test
    void oneThatWasNeverStartedCloses() {
        var settings = TestSettings.of(Map.of("DEPESCHE_DATA", data.toString()));
        var newsroom = Newsroom.of(
                settings, OpenDatabase.at(database.address(), "never"), TestClock.at("2026-03-01T08:00:00Z"));

        assertThatCode(newsroom::close).doesNotThrowAnyException();
    }
}
