package depesche.mail.message;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.SignatureException;

/// Signs the SHA-256 of what is to be signed with Ed25519 (RFC 8463 §3), for one thread. Amazon's provider is many
/// times as fast as the JDK's and is taken where its native library loads.
final class Ed25519Signer implements DkimSigner {

    private final Signature signature;
    private final MessageDigest digest;

    private Ed25519Signer(Signature signature, MessageDigest digest) {
        this.signature = signature;
        this.digest = digest;
    }

    static Ed25519Signer of(Ed25519DkimKey key) {
        var amazon = AmazonCorrettoCryptoProvider.INSTANCE;
        try {
            return by(
                    amazon.getLoadingError() == null
                            ? Signature.getInstance("EdDSA", amazon)
                            : Signature.getInstance("Ed25519"),
                    key);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("no Ed25519 in this Java", missing);
        }
    }

    private static Ed25519Signer by(Signature signature, Ed25519DkimKey key) throws GeneralSecurityException {
        signature.initSign(key.privateKey());
        return new Ed25519Signer(signature, MessageDigest.getInstance("SHA-256"));
    }

    @Override
    public byte[] sign(byte[] bytes, int length) {
        try {
            digest.update(bytes, 0, length);
            signature.update(digest.digest());
            return signature.sign();
        } catch (SignatureException broken) {
            throw new IllegalStateException("Ed25519 cannot sign", broken);
        }
    }
}
