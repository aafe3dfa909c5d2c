package depesche.net.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/// A key of RSA with the address under which others find its other half.
public record SigningKey(String id, PrivateKey key) {

    /// The headers that sign a message, those that are signed included; without `Host`, which is sent anyway.
    public Map<String, String> sign(HttpMessage message, Style style, Instant now) {
        return switch (style) {
            case CAVAGE -> Cavage.sign(message, this, now);
            case RFC9421 -> MessageSignature.sign(message, this, now);
        };
    }

    /// In base64.
    String sign(String base) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(base.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("no RSA in this Java", missing);
        }
    }

    @Override
    public String toString() {
        return "key " + id;
    }
}
