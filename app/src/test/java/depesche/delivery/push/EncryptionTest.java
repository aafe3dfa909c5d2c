package depesche.delivery.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.apps.webpush.WebPushHybridDecrypt;
import depesche.channel.PushKeys;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionTest {

    static Stream<Curve> providers() {
        return Stream.of(Curve.fastest(), Curve.ofJdk());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void theExampleOfRfc8291ComesOutByteForByte(Curve curve) throws GeneralSecurityException {
        var receiver = new PushKeys(
                bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
                bytes("BTBZMqHH6r4Tts7J_aSIgg"));

        var encryption = Encryption.of(curve);
        Agreement agreement = encryption.agree(
                receiver,
                privateKey("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
                bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"));
        byte[] body = encryption.encrypt(
                "When I grow up, I want to be a watermelon".getBytes(UTF_8),
                0,
                agreement,
                bytes("DGv6ra1nlYgDCS1FRnbzlw"));

        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(body))
                .isEqualTo("DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLoc"
                        + "InmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLV"
                        + "WGNWQexSgSxsj_Qulcy4a-fN");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 300, 3_992, 3_993})
    void whatWeEncryptIsReadByALibraryOfOthers(int length) throws GeneralSecurityException {
        var ida = new Browser();
        var message = new byte[length];
        new SecureRandom().nextBytes(message);

        for (Curve curve : providers().toList()) {
            byte[] body = Encryption.of(curve).encrypt(message, ida.keys());

            assertThat(ida.read(body)).isEqualTo(message);
            assertThat(body.length).isLessThanOrEqualTo(4_096);
        }
    }

    @Test
    void aByteTooMuchIsRefused() throws GeneralSecurityException {
        var ida = new Browser();

        assertThatThrownBy(() -> Encryption.fastest().encrypt(new byte[3_994], ida.keys()))
                .hasMessageContaining("3993");
    }

    @Test
    void theLengthTellsLittle() throws GeneralSecurityException {
        var ida = new Browser();
        var encryption = Encryption.fastest();
        Set<Integer> lengths = new HashSet<>();
        for (int length = 128; length < 256; length++) {
            lengths.add(encryption.encrypt(new byte[length], ida.keys()).length);
        }

        assertThat(lengths).hasSize(1);
    }

    @Test
    void noTwoMessagesShareKeyOrSalt() throws GeneralSecurityException {
        var ida = new Browser();
        var encryption = Encryption.fastest();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            byte[] body = encryption.encrypt(new byte[10], ida.keys());
            seen.add(Arrays.toString(Arrays.copyOf(body, 16)));
            seen.add(Arrays.toString(Arrays.copyOfRange(body, 21, 86)));
        }

        assertThat(seen).hasSize(200);
    }

    @Test
    void aPointOffTheCurveIsNoKey() throws GeneralSecurityException {
        byte[] point = new Browser().keys().publicKey();
        point[64] ^= 1;

        assertThat(PushKeys.publicKey(Base64.getUrlEncoder().encodeToString(point)))
                .isEmpty();
    }

    private static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }

    private static PrivateKey privateKey(String scalar) throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return KeyFactory.getInstance("EC")
                .generatePrivate(new ECPrivateKeySpec(
                        new BigInteger(1, bytes(scalar)), parameters.getParameterSpec(ECParameterSpec.class)));
    }

    /// A browser with a subscription, which reads by Google's library.
    static final class Browser {

        private final KeyPair pair;
        private final byte[] auth = new byte[16];

        Browser() throws GeneralSecurityException {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
            new SecureRandom().nextBytes(auth);
        }

        PushKeys keys() {
            return new PushKeys(Curve.point(pair.getPublic()), auth);
        }

        byte[] read(byte[] body) throws GeneralSecurityException {
            return new WebPushHybridDecrypt.Builder()
                    .withAuthSecret(auth)
                    .withRecipientPublicKey((ECPublicKey) pair.getPublic())
                    .withRecipientPrivateKey((ECPrivateKey) pair.getPrivate())
                    .build()
                    .decrypt(body, null);
        }
    }
}
