package depesche.net.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenbytes.http.sfv.InnerList;
import org.greenbytes.http.sfv.IntegerItem;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.Parameters;
import org.greenbytes.http.sfv.StringItem;

/// HTTP Message Signatures (RFC 9421) of requests.
final class MessageSignature {

    private static final String LABEL = "sig1";
    private static final String CONTENT_DIGEST = "content-digest";
    private static final int MOST_COMPONENTS = 40;

    private MessageSignature() {}

    /// Of several signatures the first that names a key.
    static SignatureReading read(HttpMessage message, Instant now) {
        var inputs = StructuredFields.dictionary(
                        message.header("signature-input").orElse(""))
                .orElse(Map.of());
        var signatures = StructuredFields.dictionary(message.header("signature").orElse(""))
                .orElse(Map.of());
        for (var input : inputs.entrySet()) {
            Optional<byte[]> signature =
                    Optional.ofNullable(signatures.get(input.getKey())).flatMap(StructuredFields::bytes);
            if (signature.isPresent()
                    && input.getValue() instanceof InnerList covered
                    && text(covered, "keyid").isPresent()) {
                Optional<String> fault = fault(message, covered, now);
                return fault.isPresent()
                        ? new SignatureReading.NotSigned(fault.get())
                        : signed(message, covered, signature.get());
            }
        }
        return new SignatureReading.NotSigned("it cannot be read, or names no key");
    }

    /// Without a judgement whether it covers enough.
    static SignatureReading signed(HttpMessage message, InnerList covered, byte[] signature) {
        Optional<String> base = base(message, covered);
        Optional<Instant> created = number(covered, "created").map(Instant::ofEpochSecond);
        if (base.isEmpty() || created.isEmpty()) {
            return new SignatureReading.NotSigned("it does not say when, or what it covers is not there");
        }
        return new SignatureReading.Signed(new SignedBy(
                text(covered, "keyid").orElse(""),
                created.get(),
                base.get().getBytes(UTF_8),
                signature,
                text(covered, "alg")));
    }

    private static Optional<String> fault(HttpMessage message, InnerList covered, Instant now) {
        Set<String> names = covered.get().stream()
                .map(item -> item.get() instanceof String name ? name : "")
                .collect(Collectors.toSet());
        boolean namesAddress = names.contains("@target-uri")
                || names.contains("@authority")
                        && (names.contains("@request-target") || names.containsAll(Set.of("@path", "@query")));
        if (!names.contains("@method") || !namesAddress) {
            return Optional.of("it covers neither method nor address");
        }
        if (number(covered, "expires")
                .filter(until -> until <= now.getEpochSecond())
                .isPresent()) {
            return Optional.of("it has expired");
        }
        if (message.hasBody() && !names.contains(CONTENT_DIGEST)) {
            return Optional.of("it does not cover the body");
        }
        boolean isWhole = !message.hasBody()
                || message.header(CONTENT_DIGEST)
                        .filter(digest -> BodyDigest.isContent(digest, message.body()))
                        .isPresent();
        return isWhole ? Optional.empty() : Optional.of("its digest is of another body");
    }

    /// What is signed (§2.5); empty if a component is not there, comes twice, or is of a kind that is not known.
    static Optional<String> base(HttpMessage message, InnerList covered) {
        List<String> lines = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (covered.get().size() > MOST_COMPONENTS) {
            return Optional.empty();
        }
        for (Item<?> component : covered.get()) {
            Optional<String> value = value(message, component);
            if (value.isEmpty() || !names.add(component.serialize())) {
                return Optional.empty();
            }
            lines.add(component.serialize() + ": " + value.get());
        }
        lines.add("\"@signature-params\": " + covered.serialize());
        return Optional.of(String.join("\n", lines));
    }

    private static Optional<String> value(HttpMessage message, Item<?> component) {
        if (!(component instanceof StringItem item)) {
            return Optional.empty();
        }
        String name = item.get();
        Parameters parameters = item.getParams();
        if (name.equals("@query-param")) {
            return parameters.size() == 1 && parameters.get("name") instanceof StringItem parameter
                    ? queryParameter(message, parameter.get())
                    : Optional.empty();
        }
        if (!parameters.isEmpty()) {
            return Optional.empty();
        }
        return switch (name) {
            case "@method" -> Optional.of(message.method());
            case "@target-uri" -> Optional.of(message.scheme() + "://" + message.authority() + message.target());
            case "@authority" -> Optional.of(message.authority());
            case "@scheme" -> Optional.of(message.scheme());
            case "@request-target" -> Optional.of(message.target());
            case "@path" -> Optional.of(message.path());
            case "@query" -> Optional.of(message.query());
            default -> isField(name) ? message.header(name) : Optional.empty();
        };
    }

    private static boolean isField(String name) {
        return !name.startsWith("@") && name.equals(name.toLowerCase(Locale.ROOT));
    }

    /// One that comes several times is none (§2.2.8).
    private static Optional<String> queryParameter(HttpMessage message, String name) {
        List<String> values = new ArrayList<>();
        try {
            for (String part : message.query().substring(1).split("&", -1)) {
                int middle = part.indexOf('=');
                String key = middle < 0 ? part : part.substring(0, middle);
                if (encoded(key).equals(name)) {
                    values.add(encoded(middle < 0 ? "" : part.substring(middle + 1)));
                }
            }
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    private static String encoded(String raw) {
        return URLEncoder.encode(URLDecoder.decode(raw, UTF_8), UTF_8).replace("+", "%20");
    }

    private static Optional<String> text(InnerList covered, String name) {
        return covered.getParams().get(name) instanceof StringItem value ? Optional.of(value.get()) : Optional.empty();
    }

    private static Optional<Long> number(InnerList covered, String name) {
        return covered.getParams().get(name) instanceof IntegerItem value ? Optional.of(value.get()) : Optional.empty();
    }

    /// The headers that sign a message, those that are signed included.
    static Map<String, String> sign(HttpMessage message, SigningKey key, Instant now) {
        Map<String, String> headers = new LinkedHashMap<>();
        List<Item<?>> items =
                new ArrayList<>(List.of(StringItem.valueOf("@method"), StringItem.valueOf("@target-uri")));
        if (message.hasBody()) {
            headers.put("Content-Digest", BodyDigest.content(message.body()));
            items.add(StringItem.valueOf(CONTENT_DIGEST));
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("created", now.getEpochSecond());
        parameters.put("keyid", key.id());
        parameters.put("alg", "rsa-v1_5-sha256");
        var covered = InnerList.valueOf(items).withParams(Parameters.valueOf(parameters));
        var whole = new HttpMessage(
                message.method(),
                message.scheme(),
                message.authority(),
                message.target(),
                _ -> Optional.ofNullable(headers.get("Content-Digest")),
                message.body());
        String base = base(whole, covered).orElseThrow();
        headers.put("Signature-Input", LABEL + "=" + covered.serialize());
        headers.put("Signature", LABEL + "=:" + key.sign(base) + ":");
        return Map.copyOf(headers);
    }
}
