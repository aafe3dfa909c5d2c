package depesche.channel;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// What we and the receiver of a webhook sign with: `whsec_` and base64 of 24 to 64 bytes (Standard Webhooks).
public record WebhookSecret(byte[] bytes) {

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final int LEAST = 24;
    private static final int MOST = 64;

    public WebhookSecret {
        if (bytes.length < LEAST || bytes.length > MOST) {
            throw new IllegalArgumentException("a secret has from " + LEAST + " to " + MOST + " bytes");
        }
        bytes = bytes.clone();
    }

    static WebhookSecret generate() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new WebhookSecret(bytes);
    }

    /// As it is written outside; empty for anything else.
    public static Optional<WebhookSecret> parse(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text.substring(PREFIX.length()));
            return bytes.length < LEAST || bytes.length > MOST
                    ? Optional.empty()
                    : Optional.of(new WebhookSecret(bytes));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /// As it is given to the receiver, once.
    public String text() {
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WebhookSecret secret && Arrays.equals(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
