package depesche.mail.message;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;

/// Signs with RSA and SHA-256, for one thread. Amazon's provider (AWS-LC) is nearly three times as fast as the JDK's
/// and is taken where its native library loads; it is asked by name and not installed, so nothing else changes.
final class RsaSigner {

    private static final String ALGORITHM = "SHA256withRSA";

    private final Signature signature;

    private RsaSigner(Signature signature) {
        this.signature = signature;
    }

    static RsaSigner of(DkimKey key) {
        try {
            var signature = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null
                    ? Signature.getInstance(ALGORITHM, AmazonCorrettoCryptoProvider.INSTANCE)
                    : Signature.getInstance(ALGORITHM);
            signature.initSign(key.privateKey());
            return new RsaSigner(signature);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("no RSA in this Java", missing);
        }
    }

    byte[] sign(byte[] bytes, int length) {
        try {
            signature.update(bytes, 0, length);
            return signature.sign();
        } catch (SignatureException broken) {
            throw new IllegalStateException("RSA cannot sign", broken);
        }
    }
}
