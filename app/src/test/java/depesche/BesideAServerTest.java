package depesche;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.config.Settings;
import depesche.db.DatabaseOpening;
import depesche.db.OpenDatabase;
import depesche.db.Purpose;
import depesche.db.RunningServer;
import depesche.testing.TestDatabase;
import depesche.testing.TestSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Commands beside a server that was given its port on its command line.
class BesideAServerTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.fresh();

    @TempDir
    private Path data;

    @Test
    void linksLeadToTheServerThatRunsUnlessTheOperatorSetWhereto() {
        try (OpenDatabase _ = served("9000")) {
            assertThat(baseUrl("")).isEqualTo("http://127.0.0.1:9000");
            assertThat(baseUrl("https://lantern.example")).isEqualTo("https://lantern.example");
        }

        assertThat(baseUrl("")).as("no server runs any more").isEqualTo("http://127.0.0.1:8080");
    }

    private OpenDatabase served(String port) {
        Settings settings = TestSettings.of(Map.of(
                "DEPESCHE_DATA", data.toString(),
                "DEPESCHE_PORT", port,
                "DEPESCHE_BASE_URL", "",
                "DEPESCHE_DB_URL", database.address().url(),
                "DEPESCHE_DB_USER", database.address().user(),
                "DEPESCHE_DB_PASSWORD", database.address().password()));
        return switch (DatabaseOpening.open(settings, Purpose.SERVE, System.err::println)) {
            case DatabaseOpening.Result.Opened(OpenDatabase opened) -> {
                RunningServer.announce(settings.data(), settings.baseUrl());
                yield opened;
            }
            case DatabaseOpening.Result.InUse(String sentence) -> throw new AssertionError(sentence);
        };
    }

    private String baseUrl(String set) {
        Map<String, String> flags = new HashMap<>(Map.of(
                "depesche.data", data.toString(),
                "depesche.db.url", database.address().url(),
                "depesche.db.user", database.address().user(),
                "depesche.db.password", database.address().password()));
        if (!set.isEmpty()) {
            flags.put("depesche.base-url", set);
        }
        var found = new StringBuilder();
        new Program().within(flags, newsroom -> {
            found.append(newsroom.settings().baseUrl());
            return 0;
        });
        return found.toString();
    }
}
