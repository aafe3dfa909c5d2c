package depesche.mail.message;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/// RSA of 2048 bits, as RFC 8301 wants and as DNS records still hold easily: every receiver can verify it.
public final class RsaDkimKey implements DkimKey {

    private static final int BITS = 2048;

    private final RSAPrivateCrtKey key;

    private RsaDkimKey(RSAPrivateCrtKey key) {
        this.key = key;
    }

    public static RsaDkimKey generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return new RsaDkimKey((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("no RSA in this Java", missing);
        }
    }

    /// Reads what [#pkcs8()] gave.
    public static RsaDkimKey ofPkcs8(byte[] pkcs8) {
        try {
            var key = (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            if (key.getModulus().bitLength() != BITS) {
                throw new IllegalArgumentException("a DKIM key has " + BITS + " bits, not "
                        + key.getModulus().bitLength());
            }
            return new RsaDkimKey(key);
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalArgumentException("not an RSA key in PKCS #8", unreadable);
        }
    }

    @Override
    public String algorithm() {
        return "rsa-sha256";
    }

    @Override
    public int signatureBytes() {
        return BITS / Byte.SIZE;
    }

    @Override
    public byte[] pkcs8() {
        return key.getEncoded();
    }

    @Override
    public String dnsRecord() {
        return "v=DKIM1; k=rsa; p="
                + Base64.getEncoder().encodeToString(publicKey().getEncoded());
    }

    PrivateKey privateKey() {
        return key;
    }

    PublicKey publicKey() {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("no RSA in this Java", missing);
        }
    }
}
