package depesche.net.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.greenbytes.http.sfv.InnerList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The vectors of RFC 9421, appendix B.2.
class MessageSignatureTest {

    private static final Instant CREATED = Instant.ofEpochSecond(1_618_884_473);

    private static final String RSA_PSS = """
            MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr4tmm3r20Wd/PbqvP1s2
            +QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct+Lh1GH45x28Rw3Ry53mm+
            oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHq
            gDsznjPFmTOtCEcN2Z1FpWgchwuYLPL+Wokqltd11nqqzi+bJ9cvSKADYdUAAN5W
            Utzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw9lq4
            aOT9v6d+nb4bnNkQVklLQ3fVAvJm+xdDOp9LCNCN48V2pnDOkFV6+U9nV5oyc6XI
            2wIDAQAB
            """;
    private static final String P256 = """
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf
            w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==
            """;
    private static final String ED25519 = "MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=";

    private static final String B21 =
            "d2pmTvmbncD3xQm8E9ZV2828BjQWGgiwAaw5bAkgibUopemLJcWDy/lkbbHAve4cRAtx31Iq786U7it++wgGxb"
                    + "tRxf8Udx7zFZsckzXaJMkA7ChG52eSkFxykJeNqsrWH5S+oxNFlD4dzVuwe8DhTSja8xxbR/Z2cOGdCbzR72rgFWhzx2VjBqJzsPLM"
                    + "IQKhO4DGezXehhWwE56YCE+O6c0mKZsfxVrogUvA4HELjVKWmAvtl6UnCh8jYzuVG5WSb/QEVPnP5TmcAnLH1g+s++v6d4s8m0gCw1"
                    + "fV5/SITLq9mhho8K3+7EPYTU8IU1bLhdxO5Nyt8C8ssinQ98Xw9Q==";
    private static final String B22 =
            "LjbtqUbfmvjj5C5kr1Ugj4PmLYvx9wVjZvD9GsTT4F7GrcQEdJzgI9qHxICagShLRiLMlAJjtq6N4CDfKtjvuJ"
                    + "yE5qH7KT8UCMkSowOB4+ECxCmT8rtAmj/0PIXxi0A0nxKyB09RNrCQibbUjsLS/2YyFYXEu4TRJQzRw1rLEuEfY17SARYhpTlaqwZV"
                    + "tR8NV7+4UKkjqpcAoFqWFQh62s7Cl+H2fjBSpqfZUJcsIk4N6wiKYd4je2U/lankenQ99PZfB4jY3I5rSV2DSBVkSFsURIjYErOs0t"
                    + "FTQosMTAoxk//0RoKUqiYY8Bh0aaUEb0rQl3/XaVe4bXTugEjHSw==";
    private static final String B23 =
            "bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6fb0Kh1rIRASVxFkeGt683+q"
                    + "RpRRU5p2voTp768ZrCUb38K0fUxN0O0iC59DzYx8DFll5GmydPxSmme9v6ULbMFkl+V5B1TP/yPViV7KsLNmvKiLJH1pFkh/aYA2HX"
                    + "XZzNBXmIkoQoLd7YfW91kE9o/CCoC1xMy7JA1ipwvKvfrs65ldmlu9bpG6A9BmzhuzF8Eim5f8ui9eH8LZH896+QIF61ka39VBrohr"
                    + "9iyMUJpvRX2Zbhl5ZJzSRxpJyoEZAFL2FUo5fTIztsDZKEgM4cUA==";
    private static final String B24 =
            "wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==";
    private static final String B26 =
            "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==";

    private static final String FULL = "(\"date\" \"@method\" \"@path\" \"@query\" \"@authority\" \"content-type\" "
            + "\"content-digest\" \"content-length\");created=1618884473;keyid=\"test-key-rsa-pss\"";

    @Test
    void theMinimalSignatureIsRight() {
        assertThat(isRight("();created=1618884473;keyid=\"test-key-rsa-pss\";nonce=\"b3k2pp5k7z-50gnwp.yemd\"", B21))
                .isTrue();
    }

    @Test
    void theSelectiveSignatureWithAPartOfTheQueryIsRight() {
        assertThat(isRight(
                        "(\"@authority\" \"content-digest\" \"@query-param\";name=\"Pet\");created=1618884473"
                                + ";keyid=\"test-key-rsa-pss\";tag=\"header-example\"",
                        B22))
                .isTrue();
    }

    @Test
    void theFullSignatureIsTakenWhenItWasMade() {
        HttpMessage message = signed(FULL, B23);

        assertThat(SignatureReading.of(message, CREATED))
                .isInstanceOfSatisfying(
                        SignatureReading.Signed.class,
                        signed -> assertThat(by(signed.by(), "rsa-pss-sha512").isTrueBy(key(RSA_PSS)))
                                .isTrue());
        assertThat(SignatureReading.of(message, CREATED.plus(Duration.ofHours(2))))
                .isInstanceOf(SignatureReading.NotSigned.class);
        assertThat(SignatureReading.of(message, CREATED.minus(Duration.ofHours(2))))
                .isInstanceOf(SignatureReading.NotSigned.class);
    }

    @Test
    void theSignatureByAnEllipticCurveIsRight() {
        String base = """
                "@status": 200
                "content-type": application/json
                "content-digest": sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:
                "content-length": 23
                "@signature-params": ("@status" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-ecc-p256\"""";
        var by = new SignedBy("", CREATED, base.getBytes(UTF_8), decoded(B24), Optional.empty());

        assertThat(by.isTrueBy(key(P256))).isTrue();
        assertThat(by.isTrueBy(key(ED25519))).isFalse();
    }

    @Test
    void theSignatureByEd25519IsRight() {
        String covered = "(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\")"
                + ";created=1618884473;keyid=\"test-key-ed25519\"";

        assertThat(of(covered, B26).isTrueBy(key(ED25519))).isTrue();
        assertThat(of(covered.replace("\"date\" ", ""), B26).isTrueBy(key(ED25519)))
                .isFalse();
    }

    /// A signature that leaves out what matters is none.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "();created=1618884473;keyid=\"k\"",
                "(\"@method\" \"@path\" \"@authority\" \"content-digest\");created=1618884473;keyid=\"k\"",
                "(\"@method\" \"@target-uri\");created=1618884473;keyid=\"k\"",
                "(\"@method\" \"@target-uri\" \"content-digest\");keyid=\"k\"",
                "(\"@method\" \"@target-uri\" \"content-digest\");created=1618884473",
                "(\"@method\" \"@target-uri\" \"content-digest\");created=1618884473;expires=1618884473;keyid=\"k\"",
                "(\"@method\" \"@target-uri\" \"content-digest\" \"content-digest\");created=1618884473;keyid=\"k\"",
                "(\"@method\" \"@target-uri\" \"content-digest\" \"x-missing\");created=1618884473;keyid=\"k\"",
                "(\"@method\" \"@target-uri\" \"content-digest\";sf);created=1618884473;keyid=\"k\"",
                "(\"@method\" \"@target-uri\" \"content-digest\" \"@status\");created=1618884473;keyid=\"k\"",
                "(\"@method\" \"@target-uri\" \"content-digest\"",
                "\"@method\";created=1618884473;keyid=\"k\""
            })
    void whatLeavesOutWhatMattersIsNotSigned(String covered) {
        assertThat(SignatureReading.of(signed(covered, B21), CREATED)).isInstanceOf(SignatureReading.NotSigned.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1, b=2|2",
                "a, b;c=?0;d=:aGFsbG8=:|2",
                "a=(\"x\" tok;q=\"\\\"\" 1)|1",
                "''|0",
                "a=1,|-1",
                "A=1|-1",
                "a=\"|-1",
                "a=(\"x\"|-1",
                "a=(\"x\"\"y\")|-1",
                "a=:??:|-1",
                "a=99999999999999999|-1",
                "a=\"ä\"|-1"
            })
    void structuredFieldsAreReadOrNot(String text, int members) {
        assertThat(StructuredFields.dictionary(text).map(Map::size).orElse(-1)).isEqualTo(members);
    }

    private static boolean isRight(String covered, String signature) {
        return by(of(covered, signature), "rsa-pss-sha512").isTrueBy(key(RSA_PSS));
    }

    /// The vectors leave to the key's name how it is used.
    private static SignedBy by(SignedBy by, String algorithm) {
        return new SignedBy(by.keyId(), by.at(), by.base(), by.signature(), Optional.of(algorithm));
    }

    private static SignedBy of(String covered, String signature) {
        var member = StructuredFields.dictionary("s=" + covered).orElseThrow().get("s");
        return MessageSignature.signed(signed(covered, signature), (InnerList) member, decoded(signature))
                        instanceof SignatureReading.Signed(SignedBy by)
                ? by
                : new SignedBy("", CREATED, new byte[0], new byte[0], Optional.empty());
    }

    private static HttpMessage signed(String covered, String signature) {
        Map<String, String> headers = new HashMap<>(
                Map.of(
                        "date", "Tue, 20 Apr 2021 02:07:55 GMT",
                        "content-type", "application/json",
                        "content-length", "18",
                        "content-digest",
                                "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:"));
        headers.put("signature-input", "sig=" + covered);
        headers.put("signature", "sig=:" + signature + ":");
        return new HttpMessage(
                "POST",
                "https",
                "example.com",
                "/foo?param=Value&Pet=dog",
                name -> Optional.ofNullable(headers.get(name)),
                "{\"hello\": \"world\"}".getBytes(UTF_8));
    }

    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static PublicKey key(String base64) {
        return PublicKeys.parse("-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----")
                .orElseThrow();
    }
}
