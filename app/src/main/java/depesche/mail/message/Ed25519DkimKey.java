package depesche.mail.message;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/// Ed25519 (RFC 8463): a short key and quick signatures, which not every receiver can verify yet. So it signs beside
/// RSA, never alone.
public final class Ed25519DkimKey implements DkimKey {

    private static final String ALGORITHM = "Ed25519";
    private static final int KEY_BYTES = 32;

    private final PrivateKey key;
    private final byte[] publicKey;

    private Ed25519DkimKey(PrivateKey key, byte[] publicKey) {
        this.key = key;
        this.publicKey = publicKey;
    }

    public static Ed25519DkimKey generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            return new Ed25519DkimKey(
                    pair.getPrivate(), Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("no Ed25519 in this Java", missing);
        }
    }

    /// Reads what [#kept()] gave.
    public static Ed25519DkimKey ofKept(byte[] kept) {
        byte[] pkcs8 = Arrays.copyOfRange(kept, KEY_BYTES, kept.length);
        try {
            return new Ed25519DkimKey(
                    KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)),
                    Arrays.copyOf(kept, KEY_BYTES));
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalArgumentException("not an Ed25519 key in PKCS #8", unreadable);
        }
    }

    /// Public and private key, to be kept secret: Java does not compute the one from the other.
    public byte[] kept() {
        byte[] pkcs8 = pkcs8();
        return ByteBuffer.allocate(KEY_BYTES + pkcs8.length)
                .put(publicKey)
                .put(pkcs8)
                .array();
    }

    @Override
    public String algorithm() {
        return "ed25519-sha256";
    }

    @Override
    public int signatureBytes() {
        return 2 * KEY_BYTES;
    }

    @Override
    public byte[] pkcs8() {
        return key.getEncoded();
    }

    /// The bare key of 32 bytes, as RFC 8463 §4 wants it.
    @Override
    public String dnsRecord() {
        return "v=DKIM1; k=ed25519; p=" + Base64.getEncoder().encodeToString(publicKey);
    }

    PrivateKey privateKey() {
        return key;
    }
}
