package depesche.delivery.push;

import java.util.Arrays;

/// What a key pair of ours, made for one message, and a browser's keys come to (RFC 8291 §3.4): our public key, which
/// goes with the message, and the secret from which its keys are made. Good for one message; used, it is wiped.
public final class Agreement {

    static final int SECRET = 32;

    private final byte[] point;
    private final byte[] secret;
    private boolean isUsed;

    Agreement(byte[] point, byte[] secret) {
        this.point = point;
        this.secret = secret;
    }

    byte[] point() {
        return point;
    }

    /// The secret, once.
    byte[] use() {
        if (isUsed) {
            throw new IllegalStateException("an agreement is for one message");
        }
        isUsed = true;
        byte[] taken = secret.clone();
        wipe();
        return taken;
    }

    void wipe() {
        isUsed = true;
        Arrays.fill(secret, (byte) 0);
    }
}
