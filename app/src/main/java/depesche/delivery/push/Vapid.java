package depesche.delivery.push;

import depesche.account.Secrets;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Says to push services who we are (RFC 8292): the header `Authorization`, signed once for each of them and used for
/// half of its twelve hours. The key pair is made once and is every node's.
public final class Vapid {

    private static final int SCALAR = 32;
    private static final int MOST_ORIGINS = 1_000;
    private static final Duration LIFE = Duration.ofHours(12);
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER = encoded("{\"typ\":\"JWT\",\"alg\":\"ES256\"}");

    private final PrivateKey key;
    private final String publicKey;
    private final String subject;
    private final InstantSource clock;
    private final ConcurrentMap<String, Signed> signed = new ConcurrentHashMap<>();

    private Vapid(byte[] stored, String subject, InstantSource clock) {
        this.key = privateKey(Arrays.copyOf(stored, SCALAR));
        this.publicKey = ENCODER.encodeToString(Arrays.copyOfRange(stored, SCALAR, stored.length));
        this.subject = subject;
        this.clock = clock;
    }

    /// @param subject where a push service reaches who runs this: `mailto:` or `https:`
    public static Vapid of(Secrets secrets, String subject, InstantSource clock) {
        return new Vapid(secrets.keep("vapid", Vapid::generate), subject, clock);
    }

    /// What a browser needs to subscribe: `applicationServerKey`, base64url of the point.
    public String publicKey() {
        return publicKey;
    }

    /// The header for a push service.
    ///
    /// @param origin scheme, host and port of its endpoints
    public String authorization(String origin) {
        Instant now = clock.instant();
        if (signed.size() > MOST_ORIGINS) {
            signed.clear();
        }
        Signed before = signed.get(origin);
        return before != null && now.isBefore(before.goodUntil()) ? before.header() : renewed(origin, now);
    }

    private String renewed(String origin, Instant now) {
        return signed.compute(
                        origin,
                        (_, before) -> before != null && now.isBefore(before.goodUntil())
                                ? before
                                : new Signed(sign(origin, now.plus(LIFE)), now.plus(LIFE.dividedBy(2))))
                .header();
    }

    private String sign(String origin, Instant expires) {
        String claims = encoded(
                "{\"aud\":\"%s\",\"exp\":%d,\"sub\":\"%s\"}".formatted(origin, expires.getEpochSecond(), subject));
        String unsigned = HEADER + "." + claims;
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format", Security.getProvider("SunEC"));
            signature.initSign(key);
            signature.update(unsigned.getBytes(StandardCharsets.US_ASCII));
            return "vapid t=" + unsigned + "." + ENCODER.encodeToString(signature.sign()) + ", k=" + publicKey;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("no ECDSA in this Java", missing);
        }
    }

    /// Scalar and point, one after the other.
    private static byte[] generate() {
        try {
            var generator = KeyPairGenerator.getInstance("EC", Security.getProvider("SunEC"));
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            byte[] scalar = ((ECPrivateKey) pair.getPrivate()).getS().toByteArray();
            byte[] stored = new byte[SCALAR + Curve.POINT];
            int length = Math.min(SCALAR, scalar.length);
            System.arraycopy(scalar, scalar.length - length, stored, SCALAR - length, length);
            System.arraycopy(Curve.point(pair.getPublic()), 0, stored, SCALAR, Curve.POINT);
            return stored;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("no P-256 in this Java", missing);
        }
    }

    private static PrivateKey privateKey(byte[] scalar) {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return KeyFactory.getInstance("EC", Security.getProvider("SunEC"))
                    .generatePrivate(new ECPrivateKeySpec(
                            new BigInteger(1, scalar), parameters.getParameterSpec(ECParameterSpec.class)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("no P-256 in this Java", missing);
        }
    }

    private static String encoded(String json) {
        return ENCODER.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private record Signed(String header, Instant goodUntil) {}
}
