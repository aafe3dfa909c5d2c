package depesche.mail.refusal;

import depesche.mail.SmtpReply;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A mail server's no, and all that tells what it means.
///
/// @param stage at which step of the talk it came
/// @param codes enhanced status codes, those of the server's own words first
/// @param replyCode three digits; 0 where none was told
/// @param words the server's own, in one line: what decides first
/// @param wider what else was said around them, asked in turn where the words decide nothing
/// @param teller who says so
public record Refusal(
        Stage stage, List<StatusCode> codes, int replyCode, String words, List<String> wider, Teller teller) {

    /// Who called the address dead.
    public enum Teller {
        /// The server that is in charge of it, in its own words or quoted.
        SERVER,
        /// The one that reports: it may speak of a server elsewhere, or for itself.
        REPORTER,
        /// A sender's own sorting of what servers say, which takes the address for dead.
        SORTER
    }

    private static final Pattern NAMES_RECIPIENT = Pattern.compile(
            "(?:^|\\b[45]\\d\\d[ -]) ?(?:#?[45]\\.\\d{1,3}\\.\\d{1,3}:?)? ?(?:<" + Addresses.FORM
                    + ">|requested action not taken: mailbox unavailable)",
            Pattern.CASE_INSENSITIVE);

    public Refusal {
        codes = List.copyOf(codes);
        wider = List.copyOf(wider);
    }

    /// Heard in the talk with a server itself.
    public static Refusal live(Stage stage, SmtpReply reply) {
        return new Refusal(
                stage, StatusCode.allIn(reply.text()), reply.code(), reply.toString(), List.of(), Teller.SERVER);
    }

    /// The code that says most.
    public Optional<StatusCode> status() {
        return StatusCode.mostTelling(codes);
    }

    public Verdict verdict() {
        return Verdict.of(this);
    }

    boolean isTemporary() {
        return status().map(code -> !code.isPermanent()).orElseGet(() -> replyCode / 100 == 4);
    }

    /// Whether the server was refusing us or the sender, before it knew for whom the message is.
    boolean isEarly() {
        return stage == Stage.CONNECTION || stage == Stage.SENDER;
    }

    /// Whether the refusal was for the address: it came at `RCPT`, or the reply, which has a code, begins with it.
    boolean isAboutRecipient() {
        boolean isNamed = status().isPresent() && NAMES_RECIPIENT.matcher(words).find();
        return stage == Stage.RECIPIENT || stage == Stage.UNTOLD && isNamed;
    }

    boolean hasAddressCode() {
        return codes.stream().anyMatch(code -> code.subject() == 1);
    }
}
