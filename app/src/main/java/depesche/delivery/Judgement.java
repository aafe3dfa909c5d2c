package depesche.delivery;

import depesche.delivery.ledger.Outcome;
import depesche.mail.Handover;
import depesche.mail.SmtpReply;
import java.util.Set;

/// What an answer means. Only for an outcome is an attempt of the reader's spent.
sealed interface Judgement {

    /// The answer was about this message.
    record Told(Outcome outcome) implements Judgement {}

    /// The answer was about us or the server as a whole: the message was not taken, and nobody's would be.
    record ServerTrouble(String why) implements Judgement {}

    /// The connection broke before the dot: the message was certainly not taken.
    record Broken(String why) implements Judgement {}

    /// Mailbox or domain does not exist, has moved, or takes no mail (RFC 3463, RFC 7505). No other refusal says
    /// that nobody should write to the address again.
    Set<String> DEAD = Set.of("5.1.1", "5.1.2", "5.1.6", "5.1.10", "5.2.1");

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
            case Handover.Refused(var _, SmtpReply reply) ->
                new Told(new Outcome.Refused(reply.code(), reply.text(), isDead(reply)));
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

    private static boolean isDead(SmtpReply reply) {
        return reply.status().filter(DEAD::contains).isPresent();
    }
}
