package depesche.net.signature;

import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;

/// What a request says of its signature; whether it is true shows with the key.
///
/// @param keyId where the key is
/// @param at when it was signed
/// @param base what is signed
/// @param algorithm as RFC 9421 names it; empty where the key says which
public record SignedBy(String keyId, Instant at, byte[] base, byte[] signature, Optional<String> algorithm) {

    public boolean isTrueBy(PublicKey key) {
        Optional<SignatureAlgorithm> by =
                algorithm.isPresent() ? algorithm.flatMap(SignatureAlgorithm::named) : SignatureAlgorithm.usual(key);
        return by.filter(it -> it.verifies(key, base, signature)).isPresent();
    }
}
