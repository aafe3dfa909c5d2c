package depesche.delivery.webhook;

import depesche.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The header `webhook-signature`: HMAC-SHA256 of `id.timestamp.body`, once for each secret that counts.
final class WebhookSignature {

    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSignature() {}

    static String of(Channel endpoint, String id, Instant at, byte[] body) {
        byte[] start = (id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8);
        return Stream.concat(Stream.of(endpoint.keys()), endpoint.formerKeys().stream())
                .map(secret -> "v1," + signed(secret, start, body))
                .collect(Collectors.joining(" "));
    }

    private static String signed(byte[] secret, byte[] start, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update(start);
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, missing);
        }
    }
}
