package depesche.mail.policy;

import depesche.mail.message.Dkim;
import depesche.net.dns.Answer;
import depesche.net.dns.Dns;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// What stands in the DNS where a key of ours belongs (RFC 6376 §3.6.1).
public sealed interface PublishedKey {

    /// It is ours, and receivers verify by it.
    record Ours() implements PublishedKey {}

    /// It is ours, but marked as a trial (`t=y`): receivers treat what fails it as unsigned.
    record OnTrial() implements PublishedKey {}

    record Missing() implements PublishedKey {}

    /// By what stands there our signatures do not verify.
    record Wrong(String why) implements PublishedKey {}

    /// The DNS could not be asked.
    record Unknown(String why) implements PublishedKey {}

    static PublishedKey of(Dns dns, Dkim dkim) {
        return switch (dns.texts(dkim.recordName())) {
            case Answer.NoName<String> _, Answer.NoRecord<String> _ -> new Missing();
            case Answer.Failed<String>(String why) -> new Unknown(why);
            case Answer.Found<String>(List<String> records) ->
                records.size() == 1
                        ? compared(records.getFirst(), dkim)
                        : new Wrong("there are " + records.size() + " records; receivers take any one of them");
        };
    }

    private static PublishedKey compared(String record, Dkim dkim) {
        Optional<Tags> read = Tags.parse(record);
        if (read.isEmpty() || read.get().value("p").isEmpty()) {
            return new Wrong("the record there is no key of DKIM");
        }
        Tags tags = read.get();
        Tags ours = Tags.parse(dkim.key().dnsRecord()).orElseThrow();
        return wrong(tags, ours)
                .<PublishedKey>map(Wrong::new)
                .orElseGet(() -> tags.lists("t", "y", "") ? new OnTrial() : new Ours());
    }

    private static Optional<String> wrong(Tags tags, Tags ours) {
        String kind = tags.value("k").orElse("rsa");
        String key = tags.value("p").orElse("").replaceAll("\\s", "");
        if (!tags.value("v").orElse("DKIM1").equals("DKIM1")) {
            return Optional.of("the record there is of another version: v="
                    + tags.value("v").get());
        }
        if (key.isEmpty()) {
            return Optional.of("the key there is revoked: p= is empty");
        }
        if (!kind.equals(ours.value("k").orElse(""))) {
            return Optional.of("the key there is of the kind " + kind + ", ours of the kind "
                    + ours.value("k").orElse(""));
        }
        if (!tags.lists("h", "sha256", "*")) {
            return Optional.of("the record there allows no sha256 (h=), by which we sign");
        }
        if (!tags.lists("s", "email", "*")) {
            return Optional.of("the record there is not for mail (s=)");
        }
        return key.equals(ours.value("p").orElse("")) ? Optional.empty() : Optional.of(otherKey(kind, key));
    }

    private static String otherKey(String kind, String key) {
        if (!kind.equals("rsa")) {
            return "the key there is not ours";
        }
        return bits(key)
                .map(bits -> "the key there is not ours, but one of " + bits + " bits")
                .orElse("the key there is cut off or garbled");
    }

    private static Optional<Integer> bits(String base64) {
        try {
            var bytes = new X509EncodedKeySpec(Base64.getDecoder().decode(base64));
            return KeyFactory.getInstance("RSA").generatePublic(bytes) instanceof RSAPublicKey rsa
                    ? Optional.of(rsa.getModulus().bitLength())
                    : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
