package depesche.delivery;

import depesche.delivery.ledger.Outcome;
import depesche.mail.Handover;
import depesche.mail.SmtpReply;
import depesche.mail.refusal.Refusal;
import depesche.mail.refusal.Stage;
import depesche.mail.refusal.Verdict;

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
            case Handover.Refused(var step, SmtpReply reply) -> refused(step, reply, attemptsBefore);
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

    /// What a report says that comes back later is judged by the same rule.
    private static Judgement refused(Handover.Step step, SmtpReply reply, int attemptsBefore) {
        Verdict verdict = Refusal.live(stage(step), reply).verdict();
        var refused = new Outcome.Refused(reply.code(), reply.text(), verdict.hard());
        if (!verdict.reason().isOurs()) {
            return new Told(refused);
        }
        boolean isLast = attemptsBefore + 1 >= MOST_BLAMED;
        Outcome outcome = isLast
                ? refused
                : new Outcome.Deferred(reply.code(), reply.text(), Backoff.afterDeferral(attemptsBefore));
        return new Blamed(outcome, reply.toString());
    }

    private static Stage stage(Handover.Step step) {
        return switch (step) {
            case MAIL -> Stage.SENDER;
            case RCPT -> Stage.RECIPIENT;
            case DATA, DOT -> Stage.TEXT;
        };
    }
}
