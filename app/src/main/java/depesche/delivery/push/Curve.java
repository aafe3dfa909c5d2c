package depesche.delivery.push;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.KeyAgreement;
import javax.security.auth.DestroyFailedException;

/// Key pairs and shared secrets on P-256, for one thread. Amazon's provider (AWS-LC) needs a thirteenth of the JDK's
/// time and is taken where its native library loads.
final class Curve {

    static final int POINT = 65;

    private static final String NAME = "secp256r1";
    /// What stands before an uncompressed point of P-256 in a SubjectPublicKeyInfo.
    private static final byte[] PREFIX =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");

    private final KeyPairGenerator generator;
    private final KeyFactory factory;
    private final KeyAgreement agreement;

    private Curve(KeyPairGenerator generator, KeyFactory factory, KeyAgreement agreement) {
        this.generator = generator;
        this.factory = factory;
        this.agreement = agreement;
    }

    static Curve fastest() {
        var amazon = AmazonCorrettoCryptoProvider.INSTANCE;
        return amazon.getLoadingError() == null ? of(amazon) : ofJdk();
    }

    static Curve ofJdk() {
        return of(Security.getProvider("SunEC"));
    }

    private static Curve of(Provider provider) {
        try {
            var generator = KeyPairGenerator.getInstance("EC", provider);
            generator.initialize(new ECGenParameterSpec(NAME));
            return new Curve(
                    generator, KeyFactory.getInstance("EC", provider), KeyAgreement.getInstance("ECDH", provider));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("no P-256 in this Java", missing);
        }
    }

    KeyPair newPair() {
        return generator.generateKeyPair();
    }

    byte[] secret(PrivateKey ours, byte[] theirPoint) {
        try {
            agreement.init(ours);
            agreement.doPhase(factory.generatePublic(new X509EncodedKeySpec(spki(theirPoint))), true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("no secret can be agreed on", broken);
        }
    }

    /// Frees the memory of a private key that is not needed any more, where the provider can.
    static void forget(PrivateKey ours) {
        try {
            ours.destroy();
        } catch (DestroyFailedException _) {
            // The JDK's own keys are left to the collector.
        }
    }

    /// The uncompressed point, 65 bytes.
    static byte[] point(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - POINT, encoded.length);
    }

    static byte[] spki(byte[] point) {
        byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + POINT);
        System.arraycopy(point, 0, encoded, PREFIX.length, POINT);
        return encoded;
    }
}
