package depesche.returns.report;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Mail to `unsubscribe@…` with a token for its subject, as our `List-Unsubscribe` asks for (RFC 2369).
final class Unsubscribing {

    private static final Pattern ADDRESS = Pattern.compile("(?i)(?:^|[<\\s,:])unsubscribe@");
    private static final Pattern TOKEN = Pattern.compile("(?:^|\\s)([A-Za-z0-9_-]{20,100})(?=\\s|$)");
    private static final List<String> TO = List.of("X-Original-To", "Delivered-To", "Envelope-To", "To");

    private Unsubscribing() {}

    static Optional<Returned> read(MailParts parts) {
        boolean isForUs = TO.stream()
                .flatMap(name -> parts.header(name).stream())
                .anyMatch(value -> ADDRESS.matcher(value).find());
        var token = TOKEN.matcher(parts.headerOrEmpty("Subject"));
        return isForUs && parts.deliveryStatus().isEmpty() && token.find()
                ? Optional.of(new Returned.Unsubscribe(token.group(1)))
                : Optional.empty();
    }
}
