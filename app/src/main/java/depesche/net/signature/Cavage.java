package depesche.net.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Signatures by draft-cavage-http-signatures-12, as Mastodon and those like it send them.
final class Cavage {

    private static final String TARGET = "(request-target)";
    private static final String CREATED = "(created)";
    private static final Pattern PARAMETER = Pattern.compile("\\s*([a-zA-Z]+)=(?:\"([^\"]*)\"|(\\d{1,15}))\\s*(?:,|$)");
    private static final Set<String> ALGORITHMS = Set.of("", "rsa-sha256", "hs2019");

    /// With two digits of the day, as HTTP has it (RFC 9110 §5.6.7); that of RFC 1123 may have one.
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private static final int LONGEST = 8_000;
    private static final int MOST_HEADERS = 40;

    private Cavage() {}

    static SignatureReading read(HttpMessage message) {
        String header = message.header("signature").orElse("");
        Map<String, String> told = parameters(header);
        List<String> covered = List.of(
                told.getOrDefault("headers", "date").toLowerCase(Locale.ROOT).split(" +", -1));
        Optional<String> fault = fault(message, told, covered);
        if (fault.isPresent()) {
            return new SignatureReading.NotSigned(fault.get());
        }
        Optional<Instant> at = at(message, told, covered);
        Optional<byte[]> signature = BodyDigest.decoded(told.getOrDefault("signature", ""));
        Optional<String> base = base(message, told, covered);
        if (at.isEmpty() || signature.isEmpty() || base.isEmpty()) {
            return new SignatureReading.NotSigned("it has no date, or what it covers is not there");
        }
        return new SignatureReading.Signed(new SignedBy(
                told.getOrDefault("keyId", ""),
                at.get(),
                base.get().getBytes(UTF_8),
                signature.get(),
                Optional.empty()));
    }

    private static Optional<String> fault(HttpMessage message, Map<String, String> told, List<String> covered) {
        if (told.getOrDefault("keyId", "").isEmpty() || covered.size() > MOST_HEADERS) {
            return Optional.of("it names no key");
        }
        if (!ALGORITHMS.contains(told.getOrDefault("algorithm", ""))) {
            return Optional.of("its algorithm is unknown");
        }
        if (!covered.containsAll(Set.of(TARGET, "host"))) {
            return Optional.of("it covers neither address nor host");
        }
        if (message.hasBody() && !covered.contains("digest")) {
            return Optional.of("it does not cover the body");
        }
        boolean isWhole = !message.hasBody()
                || message.header("digest")
                        .filter(digest -> BodyDigest.isCavage(digest, message.body()))
                        .isPresent();
        return isWhole ? Optional.empty() : Optional.of("its digest is of another body");
    }

    private static Optional<Instant> at(HttpMessage message, Map<String, String> told, List<String> covered) {
        if (covered.contains(CREATED)) {
            return Optional.ofNullable(told.get("created"))
                    .filter(text -> text.matches("\\d{1,12}"))
                    .map(text -> Instant.ofEpochSecond(Long.parseLong(text)));
        }
        return covered.contains("date") ? message.header("date").flatMap(Cavage::date) : Optional.empty();
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> base(HttpMessage message, Map<String, String> told, List<String> covered) {
        List<String> lines = new ArrayList<>();
        for (String name : covered) {
            Optional<String> value = switch (name) {
                case TARGET -> Optional.of(message.method().toLowerCase(Locale.ROOT) + " " + message.target());
                case CREATED -> Optional.ofNullable(told.get("created"));
                default -> message.header(name);
            };
            if (value.isEmpty()) {
                return Optional.empty();
            }
            lines.add(name + ": " + value.get());
        }
        return Optional.of(String.join("\n", lines));
    }

    /// Of a parameter that comes twice none counts.
    private static Map<String, String> parameters(String header) {
        Map<String, String> parameters = new HashMap<>();
        if (header.length() > LONGEST) {
            return parameters;
        }
        Matcher next = PARAMETER.matcher(header);
        int end = 0;
        while (end < header.length() && next.find(end) && next.start() == end) {
            String value = next.group(2) == null ? next.group(3) : next.group(2);
            if (parameters.put(next.group(1), value) != null) {
                return Map.of();
            }
            end = next.end();
        }
        return end == header.length() ? parameters : Map.of();
    }

    /// The headers that sign a message, those that are signed included.
    static Map<String, String> sign(HttpMessage message, SigningKey key, Instant now) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Date", DATE.format(now.atZone(ZoneOffset.UTC)));
        var names = new ArrayList<>(List.of(TARGET, "host", "date"));
        if (message.hasBody()) {
            headers.put("Digest", BodyDigest.cavage(message.body()));
            names.add("digest");
        }
        var covered = new HttpMessage(
                message.method(),
                message.scheme(),
                message.authority(),
                message.target(),
                name -> Optional.ofNullable(headers.get(name.equals("date") ? "Date" : "Digest")),
                message.body());
        String base = base(covered, Map.of(), names).orElseThrow();
        headers.put(
                "Signature",
                "keyId=\"%s\",algorithm=\"rsa-sha256\",headers=\"%s\",signature=\"%s\""
                        .formatted(key.id(), String.join(" ", names), key.sign(base)));
        return Map.copyOf(headers);
    }
}
