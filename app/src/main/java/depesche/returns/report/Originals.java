package depesche.returns.report;

import depesche.mail.message.MimePart;
import depesche.mail.refusal.Addresses;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/// The message that came back, as far as a report has it.
final class Originals {

    private static final Pattern REPORT = Pattern.compile("(?i)\ncontent-type: *message/delivery-status[^\n]*\n");

    private Originals() {}

    /// A report that was sent on as text, from its machine-readable part on; may be empty.
    static String reportIn(String text) {
        var begin = REPORT.matcher(text);
        return begin.find() ? text.substring(begin.end()) : "";
    }

    /// To whom it went, where that is told without doubt: to one alone.
    static Set<String> recipients(String message) {
        MimePart headers = MimePart.headersOf(message.getBytes(StandardCharsets.ISO_8859_1));
        Set<String> to = Addresses.in(headers.header("To").orElse(""));
        return to.size() == 1 ? to : Set.of();
    }
}
