package depesche.feed.activity.remote;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.net.Confines;
import depesche.net.Poster;
import depesche.net.Resolver;
import depesche.net.signature.SigningKey;
import depesche.testing.TestClock;
import depesche.testing.WebSink;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where we go when others say where a key is.
class RemoteActorsTest {

    private static final Poster.Limits LIMITS = new Poster.Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), 1_000);

    private final TestClock clock = TestClock.at("2026-03-01T08:00:00Z");

    /// The address is let through here, as if the name had changed its address since.
    @Test
    void aPrivateAddressIsNeverAsked() throws NoSuchAlgorithmException {
        try (var inside = WebSink.plain();
                var poster = Poster.of(new Resolver(Confines.PUBLIC), LIMITS, clock)) {
            poster.start();

            assertThat(actors(poster, Confines.ANYWHERE).ask(inside.url("/users/ida#main-key")))
                    .isEqualTo(new Fetched.Unknown("the host has a private address"));
            assertThat(inside.received()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://partner.example/ida#main-key",
                "https://user@partner.example/ida#main-key",
                "https://2130706433/ida",
                "file:///etc/passwd",
                "acct:ida@partner.example",
                "#main-key",
                ""
            })
    void onlyWholeAddressesOfTheWebAreAsked(String keyId) throws NoSuchAlgorithmException {
        try (var poster = Poster.of(new Resolver(Confines.PUBLIC), LIMITS, clock)) {
            assertThat(actors(poster, Confines.PUBLIC).ask(keyId)).isInstanceOf(Fetched.Unknown.class);
        }
    }

    private RemoteActors actors(Poster poster, Confines confines) throws NoSuchAlgorithmException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var key = new SigningKey(
                "https://lantern.example/activity/paper#main-key",
                generator.generateKeyPair().getPrivate());
        return new RemoteActors(poster, confines, () -> key, clock);
    }
}
