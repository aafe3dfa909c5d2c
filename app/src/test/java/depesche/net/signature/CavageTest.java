package depesche.net.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How we sign what goes to servers like Mastodon.
class CavageTest {

    /// Mastodon reads no other date than that of HTTP, and takes nothing without one.
    @Test
    void theDateHasTwoDigitsOfTheDay() throws NoSuchAlgorithmException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var key = new SigningKey(
                "https://lantern.example/activity/paper#main-key",
                generator.generateKeyPair().getPrivate());
        var message = new HttpMessage(
                "POST", "https", "social.example", "/inbox", _ -> Optional.empty(), "{}".getBytes(UTF_8));

        assertThat(Cavage.sign(message, key, Instant.parse("2026-03-03T08:05:09Z")))
                .containsEntry("Date", "Tue, 03 Mar 2026 08:05:09 GMT");
    }
}
