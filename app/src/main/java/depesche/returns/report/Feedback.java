package depesche.returns.report;

import depesche.mail.refusal.Addresses;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A feedback report (ARF, RFC 5965): type, and whom it names.
final class Feedback {

    private static final Pattern TYPE = Pattern.compile("(?im)^feedback-type:[ \\t]*([A-Za-z-]+)");
    private static final Pattern RECIPIENT =
            Pattern.compile("(?im)^(?:original-rcpt-to|removal-recipient):[ \\t]*(.{1,320})$");

    /// Microsoft's own form: the message, with the reader in a header of theirs.
    private static final Pattern MICROSOFT = Pattern.compile("(?im)^x-hmxmroriginalrecipient:[ \\t]*(.{1,320})$");
    private static final Pattern ABOUT = Pattern.compile("(?i)^complaint about message from");

    private Feedback() {}

    /// A report of that form; empty if this is none.
    static Optional<Returned> ofMicrosoft(MailParts parts) {
        var recipient = MICROSOFT.matcher(parts.original().orElse(""));
        boolean isReport = ABOUT.matcher(parts.headerOrEmpty("Subject").strip()).find();
        return isReport && recipient.find()
                ? Optional.of(new Returned.Complaint("abuse", List.copyOf(Addresses.in(recipient.group(1)))))
                : Optional.empty();
    }

    static Returned read(String report, MailParts parts) {
        var type = TYPE.matcher(report);
        Set<String> named = new LinkedHashSet<>();
        var recipients = RECIPIENT.matcher(report);
        while (recipients.find()) {
            named.addAll(Addresses.in(recipients.group(1)));
        }
        return new Returned.Complaint(
                type.find() ? type.group(1).toLowerCase(Locale.ROOT) : "abuse",
                named.stream().toList());
    }
}
