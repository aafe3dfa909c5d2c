package depesche.account;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SecretsTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    @Test
    void nodesThatMakeAKeyAtOnceAgreeOnOne() throws Exception {
        var keys = new ArrayList<Future<byte[]>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int node = 0; node < 12; node++) {
                keys.add(threads.submit(() -> new Secrets(db.database()).key("raced")));
            }
        }

        var distinct = new ArrayList<String>();
        for (var key : keys) {
            distinct.add(HexFormat.of().formatHex(key.get()));
        }
        assertThat(distinct).hasSize(12).containsOnly(distinct.getFirst());
        assertThat(distinct.getFirst()).hasSize(64);
    }

    @Test
    void whatWasMadeOnceIsNotMadeAgain() {
        new Secrets(db.database()).keep("kept", () -> "first".getBytes(StandardCharsets.UTF_8));

        var again = new Secrets(db.database()).keep("kept", () -> "second".getBytes(StandardCharsets.UTF_8));

        assertThat(again).asString(StandardCharsets.UTF_8).isEqualTo("first");
    }

    @Test
    void aCallerCannotSpoilTheKey() {
        var secrets = new Secrets(db.database());
        var key = secrets.key("mine");
        var before = key.clone();

        key[0]++;

        assertThat(secrets.key("mine")).isEqualTo(before);
    }
}
