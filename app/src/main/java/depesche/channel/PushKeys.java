package depesche.channel;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// What a browser gives so that only it can read what is pushed to it (RFC 8291 §2): its public key, a point of P-256,
/// and the secret that authenticates us. That it is a point is checked where it comes in, and not for each message.
public record PushKeys(byte[] publicKey, byte[] auth) {

    private static final int POINT = 65;
    private static final int AUTH = 16;
    private static final int COORDINATE = 32;
    private static final byte UNCOMPRESSED = 4;
    private static final BigInteger P =
            new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
    private static final BigInteger B =
            new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);

    public PushKeys {
        if (publicKey.length != POINT || publicKey[0] != UNCOMPRESSED || auth.length != AUTH) {
            throw new IllegalArgumentException("not the keys of a push subscription");
        }
        publicKey = publicKey.clone();
        auth = auth.clone();
    }

    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }

    @Override
    public byte[] auth() {
        return auth.clone();
    }

    /// A public key as browsers write it, base64url of an uncompressed point; empty for anything else.
    public static Optional<byte[]> publicKey(String text) {
        return decoded(text).filter(PushKeys::isPoint);
    }

    /// An authentication secret as browsers write it; empty for anything else.
    public static Optional<byte[]> auth(String text) {
        return decoded(text).filter(bytes -> bytes.length == AUTH);
    }

    /// As the table holds them.
    public static PushKeys ofStored(byte[] stored) {
        return new PushKeys(Arrays.copyOf(stored, POINT), Arrays.copyOfRange(stored, POINT, stored.length));
    }

    public byte[] stored() {
        byte[] stored = Arrays.copyOf(publicKey, POINT + AUTH);
        System.arraycopy(auth, 0, stored, POINT, AUTH);
        return stored;
    }

    /// Some write base64 of the common alphabet, or fill it up.
    private static Optional<byte[]> decoded(String text) {
        String plain = text.replace('+', '-').replace('/', '_').replaceFirst("={1,2}$", "");
        try {
            return Optional.of(Base64.getUrlDecoder().decode(plain));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// y² = x³ - 3x + b: a point of another curve would give our key away bit by bit.
    private static boolean isPoint(byte[] bytes) {
        if (bytes.length != POINT || bytes[0] != UNCOMPRESSED) {
            return false;
        }
        var x = new BigInteger(1, bytes, 1, COORDINATE);
        var y = new BigInteger(1, bytes, 1 + COORDINATE, COORDINATE);
        var right = x.pow(3).subtract(x.multiply(BigInteger.valueOf(3))).add(B).mod(P);
        return x.compareTo(P) < 0
                && y.compareTo(P) < 0
                && y.modPow(BigInteger.TWO, P).equals(right);
    }

    /// Two are equal if their bytes are.
    @Override
    public boolean equals(Object other) {
        return other instanceof PushKeys keys
                && Arrays.equals(publicKey, keys.publicKey)
                && Arrays.equals(auth, keys.auth);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(publicKey);
    }

    @Override
    public String toString() {
        return "keys of a push subscription";
    }
}
