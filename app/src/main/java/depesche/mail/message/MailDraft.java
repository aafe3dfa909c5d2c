package depesche.mail.message;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// A message in words, from which the bytes are made. `To`, `Message-ID` and the headers of MIME are added by the
/// template. Markers of [Hole] may stand in `text` and `html` and in headers for programs.
///
/// @param from a [MailHeader.Named] with the name `From`
/// @param headers all others, in their order, each name once
public record MailDraft(
        MailHeader.Named from, String subject, Instant date, List<MailHeader> headers, String text, String html) {

    private static final Set<String> OURS = Set.of(
            "from",
            "to",
            "subject",
            "date",
            "message-id",
            "mime-version",
            "content-type",
            "content-transfer-encoding",
            "dkim-signature");

    public MailDraft {
        headers = List.copyOf(headers);
        if (!from.name().equals("From")) {
            throw new IllegalArgumentException("the sender stands in a header From, not in " + from.name());
        }
        var names = headers.stream()
                .map(header -> header.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (names.size() < headers.size() || names.stream().anyMatch(OURS::contains)) {
            throw new IllegalArgumentException("a header stands twice, or is one that the template adds: " + names);
        }
    }
}
