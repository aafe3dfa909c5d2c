package depesche.net.signature;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;

/// How a signature is made of its base (RFC 9421 §3.3).
enum SignatureAlgorithm {
    RSA_V1_5_SHA256,
    RSA_PSS_SHA512,
    ECDSA_P256_SHA256,
    ED25519;

    private static final int FEWEST_BITS = 2_048;
    private static final int MOST_BITS = 8_192;
    private static final int P256_BITS = 256;
    private static final int SALT = 64;

    /// What a key is used for where nothing else is said; empty for keys that nobody should use.
    static Optional<SignatureAlgorithm> usual(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa when isStrong(rsa) -> Optional.of(RSA_V1_5_SHA256);
            case ECPublicKey curve when isP256(curve) -> Optional.of(ECDSA_P256_SHA256);
            case EdECPublicKey _ -> Optional.of(ED25519);
            default -> Optional.empty();
        };
    }

    /// By its name in the registry of RFC 9421.
    static Optional<SignatureAlgorithm> named(String name) {
        return switch (name) {
            case "rsa-v1_5-sha256" -> Optional.of(RSA_V1_5_SHA256);
            case "rsa-pss-sha512" -> Optional.of(RSA_PSS_SHA512);
            case "ecdsa-p256-sha256" -> Optional.of(ECDSA_P256_SHA256);
            case "ed25519" -> Optional.of(ED25519);
            default -> Optional.empty();
        };
    }

    private static boolean isStrong(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        return bits >= FEWEST_BITS && bits <= MOST_BITS;
    }

    private static boolean isP256(ECPublicKey key) {
        return key.getParams().getOrder().bitLength() == P256_BITS;
    }

    private boolean goesWith(PublicKey key) {
        return usual(key)
                .filter(usual -> usual == this || usual == RSA_V1_5_SHA256 && this == RSA_PSS_SHA512)
                .isPresent();
    }

    boolean verifies(PublicKey key, byte[] base, byte[] signature) {
        if (!goesWith(key)) {
            return false;
        }
        try {
            Signature verifier = verifier();
            verifier.initVerify(key);
            verifier.update(base);
            return verifier.verify(signature);
        } catch (GeneralSecurityException _) {
            // What is no signature at all is not this one.
            return false;
        }
    }

    private Signature verifier() throws GeneralSecurityException {
        return switch (this) {
            case RSA_V1_5_SHA256 -> Signature.getInstance("SHA256withRSA");
            case RSA_PSS_SHA512 -> {
                Signature pss = Signature.getInstance("RSASSA-PSS");
                pss.setParameter(new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, SALT, 1));
                yield pss;
            }
            case ECDSA_P256_SHA256 ->
                Signature.getInstance("SHA256withECDSAinP1363Format", Security.getProvider("SunEC"));
            case ED25519 -> Signature.getInstance("Ed25519");
        };
    }
}
