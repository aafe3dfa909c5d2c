package depesche.returns;

import depesche.mail.refusal.Reason;
import depesche.returns.Taken.Act;
import depesche.returns.report.FailedRecipient;
import depesche.text.EmailAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a returned mail means for the reader whom its token names.
///
/// @param status enhanced status code; may be empty
/// @param reason the word of a [Reason], or `complaint`
/// @param words the server's own
record Finding(Act act, String why, String status, String reason, boolean late, String words) {

    static final String COMPLAINT = "complaint";

    /// Feedback reports (RFC 5965, RFC 6591) that are no complaints.
    private static final Set<String> NO_COMPLAINTS = Set.of("not-spam", "auth-failure", "dmarc");

    /// The address that is called dead must be the reader's own: of a mail that was passed on the next address may
    /// be dead, and of a report about somebody else nothing is known for sure. Both count as soft.
    static Finding ofBounce(List<FailedRecipient> recipients, EmailAddress reader) {
        Optional<FailedRecipient> named = recipients.stream()
                .filter(one -> isSame(one.address(), reader))
                .max(Comparator.comparing(FailedRecipient::hard));
        if (named.isPresent()) {
            return of(named.get(), named.get().hard() ? Act.SUPPRESSED : Act.COUNTED, whyOf(named.get()));
        }
        if (recipients.isEmpty()) {
            return nothing("the report names no address");
        }
        boolean isPassedOn = recipients.stream().anyMatch(one -> isSame(one.original(), reader));
        return of(
                recipients.getFirst(),
                Act.COUNTED,
                isPassedOn
                        ? "the mail was passed on, and failed at another address than the reader's"
                        : "the report names another address than the reader's");
    }

    /// A complaint names the reader, or leaves them out as most providers do; then the token is enough.
    static Finding ofComplaint(String type, List<String> recipients, EmailAddress reader) {
        if (NO_COMPLAINTS.contains(type)) {
            return nothing("a report of type " + type + " is no complaint");
        }
        boolean isAboutReader = recipients.isEmpty()
                || recipients.stream().anyMatch(one -> isSame(one, reader) || isAtSameDomain(one, reader));
        return isAboutReader
                ? new Finding(Act.SUPPRESSED, "the reader complained", "", COMPLAINT, false, type)
                : nothing("somebody else complained, to whom the mail was passed on");
    }

    static Finding nothing(String why) {
        return new Finding(Act.NOTHING, why, "", Reason.TEMPORARY.word(), false, "");
    }

    private static Finding of(FailedRecipient failed, Act act, String why) {
        return new Finding(
                failed.late() ? Act.NOTHING : act,
                failed.late() ? "only late so far" : why,
                failed.status(),
                failed.reason().word(),
                failed.late(),
                failed.words());
    }

    private static String whyOf(FailedRecipient failed) {
        return switch (failed.reason()) {
            case SENDER_OR_POLICY, CONTENT -> "the server blames sender or text, not the reader";
            case MAILBOX, DOMAIN, FULL, TEMPORARY ->
                failed.hard() ? "mailbox or domain does not exist, has moved or takes no mail" : "it may be over soon";
        };
    }

    boolean isAgainstReader() {
        return act == Act.COUNTED
                && !reason.equals(Reason.SENDER_OR_POLICY.word())
                && !reason.equals(Reason.CONTENT.word());
    }

    /// Servers change the case of local parts.
    private static boolean isSame(String written, EmailAddress reader) {
        return EmailAddress.parse(written) instanceof EmailAddress.Valid(EmailAddress address)
                && address.value().equalsIgnoreCase(reader.value());
    }

    /// Some providers cross out the local part.
    private static boolean isAtSameDomain(String written, EmailAddress reader) {
        return EmailAddress.parse(written) instanceof EmailAddress.Valid(EmailAddress address)
                && address.domain().equalsIgnoreCase(reader.domain())
                && address.localPart().matches("(?i)redacted.*|x+|\\*+|anonymous|unknown");
    }
}
