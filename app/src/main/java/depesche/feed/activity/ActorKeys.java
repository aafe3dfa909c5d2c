package depesche.feed.activity;

import depesche.account.Secrets;
import depesche.net.signature.PublicKeys;
import depesche.net.signature.SigningKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import org.jspecify.annotations.Nullable;

/// The key with which actors of ours sign: RSA of 2048 bits, since all can verify it. One for all of them, made when it
/// is first needed, and every node's.
final class ActorKeys {

    private static final int BITS = 2048;

    private final Secrets secrets;
    private final Addresses addresses;
    private volatile @Nullable RSAPrivateCrtKey known;

    ActorKeys(Secrets secrets, Addresses addresses) {
        this.secrets = secrets;
        this.addresses = addresses;
    }

    SigningKey of(Actor actor) {
        return new SigningKey(addresses.key(actor), key());
    }

    String publicPem() {
        RSAPrivateCrtKey key = key();
        try {
            return PublicKeys.pem(KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("no RSA in this Java", missing);
        }
    }

    private RSAPrivateCrtKey key() {
        RSAPrivateCrtKey key = known;
        if (key == null) {
            key = read(secrets.keep("activity", ActorKeys::generate));
            known = key;
        }
        return key;
    }

    private static byte[] generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair().getPrivate().getEncoded();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("no RSA in this Java", missing);
        }
    }

    private static RSAPrivateCrtKey read(byte[] pkcs8) {
        try {
            return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException("the secret activity is no key of RSA", unreadable);
        }
    }
}
