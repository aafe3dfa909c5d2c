package depesche.delivery;

import depesche.delivery.ledger.Outcome;
import depesche.mail.Handover;
import depesche.mail.SmtpReply;
import java.util.Set;
import java.util.regex.Pattern;

/// What an answer means. Only for an outcome is an attempt of the reader's spent.
sealed interface Judgement {

    /// The answer was about this message.
    record Told(Outcome outcome) implements Judgement {}

    /// The answer was about us or the server as a whole: the message was not taken, and nobody's would be.
    record ServerTrouble(String why) implements Judgement {}

    /// The answer blames sender or text, so it is hardly about this reader. What becomes of the delivery, and the
    /// words for the desk.
    record Blamed(Outcome outcome, String why) implements Judgement {}

    /// The connection broke before the dot: the message was certainly not taken.
    record Broken(String why) implements Judgement {}

    /// Mailbox or domain does not exist, has moved, or takes no mail (RFC 3463, RFC 7505). No other refusal says
    /// that nobody should write to the address again.
    Set<String> DEAD = Set.of("5.1.1", "5.1.2", "5.1.6", "5.1.10", "5.2.1");

    /// Bad sender (RFC 3463 §3.2), content (§3.7) and security or policy (§3.8).
    Pattern BLAMING_STATUS = Pattern.compile("5\\.1\\.[789]|5\\.[67]\\.\\d+");

    /// What servers say that give no status.
    Pattern BLAMING_WORDS = Pattern.compile(
            "(?i)spam|blacklist|block(ed|list)|reputation|policy|relay|dkim|spf|dmarc|virus|content rejected");

    /// So often a delivery is tried when sender or text are blamed; then the refusal stands.
    int MOST_BLAMED = 3;

    /// The server closes the connection, whatever it was asked (RFC 5321 §3.8).
    int CLOSING = 421;

    /// @param attemptsBefore outcomes this delivery had before
    /// @param wasInDoubt whether the reader may have the message already
    static Judgement of(Handover handover, int attemptsBefore, boolean wasInDoubt) {
        return switch (handover) {
            case Handover.Accepted(SmtpReply(int code, var text)) -> new Told(new Outcome.Accepted(code, text));
            case Handover.Deferred(var _, SmtpReply(int code, var text))
            when code == CLOSING -> new ServerTrouble(code + " " + text);
            case Handover.Deferred(var step, SmtpReply reply)
            when step == Handover.Step.MAIL -> new ServerTrouble(reply.toString());
            case Handover.Deferred(var _, SmtpReply(int code, var text)) ->
                new Told(new Outcome.Deferred(code, text, Backoff.afterDeferral(attemptsBefore)));
            case Handover.Refused(var step, SmtpReply reply)
            when step == Handover.Step.MAIL -> new ServerTrouble(reply.toString());
            case Handover.Refused(var _, SmtpReply reply) -> refused(reply, attemptsBefore);
            case Handover.Unsuitable(var why) -> new Told(new Outcome.Refused(0, why, false));
            case Handover.Lost(var moment, var why) -> lost(moment, why, wasInDoubt);
        };
    }

    private static Judgement lost(Handover.Moment moment, String why, boolean wasInDoubt) {
        return switch (moment) {
            case BEFORE_DOT -> new Broken(why);
            case AFTER_DOT ->
                new Told(wasInDoubt ? new Outcome.Uncertain(why) : new Outcome.InDoubt(why, Backoff.afterDoubt()));
        };
    }

    private static Judgement refused(SmtpReply reply, int attemptsBefore) {
        var refused = new Outcome.Refused(reply.code(), reply.text(), isDead(reply));
        if (!blamesUs(reply)) {
            return new Told(refused);
        }
        boolean isLast = attemptsBefore + 1 >= MOST_BLAMED;
        Outcome outcome = isLast
                ? refused
                : new Outcome.Deferred(reply.code(), reply.text(), Backoff.afterDeferral(attemptsBefore));
        return new Blamed(outcome, reply.toString());
    }

    private static boolean blamesUs(SmtpReply reply) {
        return reply.status()
                .map(status -> BLAMING_STATUS.matcher(status).matches())
                .orElseGet(() -> BLAMING_WORDS.matcher(reply.text()).find());
    }

    private static boolean isDead(SmtpReply reply) {
        return reply.status().filter(DEAD::contains).isPresent();
    }
}
