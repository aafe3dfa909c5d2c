package depesche.delivery.push;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.account.Secrets;
import depesche.testing.TestClock;
import depesche.testing.TestDatabase;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VapidTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private static final Pattern HEADER = Pattern.compile("vapid t=([\\w-]+)\\.([\\w-]+)\\.([\\w-]+), k=([\\w-]{87})");

    private final TestClock clock = TestClock.at("2026-03-01T08:00:00Z");
    private final Vapid vapid = Vapid.of(new Secrets(db.database()), "mailto:news@lantern.example", clock);

    @Test
    void thePushServiceCanCheckThatItIsUs() throws GeneralSecurityException, IOException {
        Matcher header = read(vapid.authorization("https://push.example"));

        JsonNode claims = new ObjectMapper().readTree(bytes(header.group(2)));
        var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(Curve.spki(bytes(header.group(4))))));
        signature.update((header.group(1) + "." + header.group(2)).getBytes(US_ASCII));
        assertThat(signature.verify(bytes(header.group(3)))).isTrue();
        assertThat(new String(bytes(header.group(1)), US_ASCII)).isEqualTo("{\"typ\":\"JWT\",\"alg\":\"ES256\"}");
        assertThat(claims.get("aud").textValue()).isEqualTo("https://push.example");
        assertThat(claims.get("sub").textValue()).isEqualTo("mailto:news@lantern.example");
        assertThat(claims.get("exp").longValue() - clock.instant().getEpochSecond())
                .isBetween(1L, Duration.ofHours(24).toSeconds());
        assertThat(header.group(4)).isEqualTo(vapid.publicKey());
    }

    @Test
    void aTokenIsSignedOnceForEachServiceAndNewInTime() {
        String first = vapid.authorization("https://push.example");

        assertThat(vapid.authorization("https://push.example")).isEqualTo(first);
        assertThat(vapid.authorization("https://other.example")).isNotEqualTo(first);
        clock.advance(Duration.ofHours(7));
        assertThat(vapid.authorization("https://push.example")).isNotEqualTo(first);
    }

    @Test
    void allNodesHaveOneKey() {
        var other = Vapid.of(new Secrets(db.database()), "mailto:news@lantern.example", clock);

        assertThat(other.publicKey()).isEqualTo(vapid.publicKey());
    }

    private static Matcher read(String header) {
        Matcher matcher = HEADER.matcher(header);
        assertThat(matcher.matches()).as(header).isTrue();
        return matcher;
    }

    private static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }
}
