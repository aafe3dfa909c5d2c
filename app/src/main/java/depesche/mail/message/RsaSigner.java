package depesche.mail.message;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;

/// Signs with RSA and SHA-256, for one thread. Amazon's provider (AWS-LC) is nearly three times as fast as the JDK's
/// and is taken where its native library loads; it is asked by name and not installed, so nothing else changes.
final class RsaSigner implements DkimSigner {

    private static final String ALGORITHM = "SHA256withRSA";

    private final Signature signature;

    private RsaSigner(Signature signature) {
        this.signature = signature;
    }

    static RsaSigner of(RsaDkimKey key) {
        var amazon = AmazonCorrettoCryptoProvider.INSTANCE;
        return amazon.getLoadingError() == null ? by(amazon, key) : ofJdk(key);
    }

    static RsaSigner ofJdk(RsaDkimKey key) {
        return by(Security.getProvider("SunRsaSign"), key);
    }

    private static RsaSigner by(Provider provider, RsaDkimKey key) {
        try {
            var signature = Signature.getInstance(ALGORITHM, provider);
            signature.initSign(key.privateKey());
            return new RsaSigner(signature);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("no RSA in this Java", missing);
        }
    }

    @Override
    public byte[] sign(byte[] bytes, int length) {
        try {
            signature.update(bytes, 0, length);
            return signature.sign();
        } catch (SignatureException broken) {
            throw new IllegalStateException("RSA cannot sign", broken);
        }
    }
}
