package depesche.mail.smtp;

import depesche.mail.Envelope;
import depesche.mail.Handover;
import depesche.mail.Handover.Step;
import depesche.mail.SmtpReply;
import java.util.Optional;

/// `MAIL`, `RCPT` and `DATA`, as a group or one at a time, and what the server says to them.
final class EnvelopeTalk {

    private static final int START_INPUT = 354;

    private final SmtpWire wire;
    private final Capabilities offered;
    private final SmtpTimeouts timeouts;

    /// The server holds a half-told envelope: the next begins with RSET.
    private boolean halfTold;

    /// A RSET has gone out whose reply stands before the next envelope's.
    private boolean resetSent;

    EnvelopeTalk(SmtpWire wire, Capabilities offered, SmtpTimeouts timeouts) {
        this.wire = wire;
        this.offered = offered;
        this.timeouts = timeouts;
    }

    /// Why the server cannot take it, known before asking.
    Optional<Handover> unsuitable(Envelope envelope) {
        if (envelope.needsUtf8() && !offered.utf8()) {
            return Optional.of(new Handover.Unsuitable("the server does not offer SMTPUTF8"));
        }
        if (offered.size() > 0 && envelope.size() > offered.size()) {
            return Optional.of(new Handover.Unsuitable(
                    "message of " + envelope.size() + " bytes; the server takes " + offered.size()));
        }
        return Optional.empty();
    }

    /// Puts the whole group, with RSET before it where needed. The caller flushes.
    void announce(Envelope envelope) {
        if (halfTold) {
            wire.put("RSET\r\n");
            resetSent = true;
            halfTold = false;
        }
        putMail(envelope);
        putRecipient(envelope);
        wire.put("DATA\r\n");
    }

    /// Reads the replies to a group.
    Answer answers() {
        if (resetSent) {
            resetSent = false;
            wire.read(timeouts.mail());
        }
        var mail = wire.read(timeouts.mail());
        if (mail.code() == 421) {
            return stopped(Step.MAIL, mail);
        }
        var recipient = wire.read(timeouts.rcpt());
        if (recipient.code() == 421) {
            return stopped(Step.RCPT, recipient);
        }
        var data = wire.read(timeouts.data());
        boolean started = data.code() == START_INPUT;
        halfTold = !started && mail.isPositive();
        if (!mail.isPositive()) {
            return stopped(Step.MAIL, mail, started);
        }
        if (!recipient.isPositive()) {
            return stopped(Step.RCPT, recipient, started);
        }
        return started ? new GoAhead() : stopped(Step.DATA, data);
    }

    /// Tells the envelope to a server without PIPELINING.
    Answer ask(Envelope envelope) {
        if (halfTold) {
            halfTold = false;
            wire.put("RSET\r\n");
            wire.flush(timeouts.block());
            wire.read(timeouts.mail());
        }
        putMail(envelope);
        wire.flush(timeouts.block());
        var mail = wire.read(timeouts.mail());
        if (!mail.isPositive()) {
            return stopped(Step.MAIL, mail);
        }
        halfTold = true;
        putRecipient(envelope);
        wire.flush(timeouts.block());
        var recipient = wire.read(timeouts.rcpt());
        if (!recipient.isPositive()) {
            return stopped(Step.RCPT, recipient);
        }
        wire.put("DATA\r\n");
        wire.flush(timeouts.block());
        var data = wire.read(timeouts.data());
        halfTold = data.code() != START_INPUT;
        return halfTold ? stopped(Step.DATA, data) : new GoAhead();
    }

    /// Ends a DATA that the server began although it takes no recipient: a lone dot (RFC 2920 §3.1).
    void recover(Stopped stopped, Runnable announceAndFlush) {
        if (stopped.dataStarted()) {
            wire.put(".\r\n");
        }
        announceAndFlush.run();
        if (stopped.dataStarted() && wire.read(timeouts.dot()).code() == 421) {
            wire.cut();
        }
    }

    private void putMail(Envelope envelope) {
        wire.put("MAIL FROM:<");
        wire.put(envelope.sender());
        wire.put(">");
        if (offered.sizeDeclaration() && envelope.size() > 0) {
            wire.put(" SIZE=" + envelope.size());
        }
        wire.put(envelope.needsUtf8() ? " BODY=8BITMIME SMTPUTF8\r\n" : "\r\n");
    }

    private void putRecipient(Envelope envelope) {
        wire.put("RCPT TO:<");
        wire.put(envelope.recipient());
        wire.put(">\r\n");
    }

    private Stopped stopped(Step step, SmtpReply reply) {
        return stopped(step, reply, false);
    }

    private Stopped stopped(Step step, SmtpReply reply, boolean dataStarted) {
        if (reply.code() == 421) {
            wire.cut();
        }
        if (reply.code() < 400) {
            throw new WireBroken("not an answer to " + step + ": " + reply);
        }
        var outcome = reply.code() < 500 ? new Handover.Deferred(step, reply) : new Handover.Refused(step, reply);
        return new Stopped(outcome, dataStarted);
    }

    /// What the server makes of an envelope.
    sealed interface Answer {}

    record GoAhead() implements Answer {}

    /// @param dataStarted the server waits for a message all the same
    record Stopped(Handover outcome, boolean dataStarted) implements Answer {}
}
