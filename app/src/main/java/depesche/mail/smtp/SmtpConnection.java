package depesche.mail.smtp;

import depesche.mail.Envelope;
import depesche.mail.Handover;
import depesche.mail.Handover.Moment;
import depesche.mail.Handover.Step;
import depesche.mail.MailLine;
import depesche.mail.SmtpReply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One connection to a mail server, after the greeting.
///
/// With PIPELINING the final dot of a message and `MAIL`, `RCPT`, `DATA` of the next leave in one write, and their
/// replies are read when the next is finished: one round trip a message, the least there is without CHUNKING
/// (RFC 2920 §3.1: DATA ends a group, message content may begin one).
final class SmtpConnection implements MailLine {

    private static final byte[] DOT = {'.', '\r', '\n'};
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final SmtpWire wire;
    private final Capabilities offered;
    private final SmtpTimeouts timeouts;
    private final EnvelopeTalk talk;
    private Begun begun = new Begun.Nothing();

    SmtpConnection(SmtpWire wire, Capabilities offered, SmtpTimeouts timeouts) {
        this.wire = wire;
        this.offered = offered;
        this.timeouts = timeouts;
        this.talk = new EnvelopeTalk(wire, offered, timeouts);
    }

    @Override
    public void begin(Envelope envelope) {
        if (!(begun instanceof Begun.Nothing)) {
            throw new IllegalStateException("the envelope before has not been finished");
        }
        try {
            announce(envelope);
            wire.flush(timeouts.block());
        } catch (WireBroken broken) {
            begun = new Begun.Failed(new Handover.Lost(Moment.BEFORE_DOT, broken.why()));
        }
    }

    @Override
    public Handover finish(byte[] message) {
        return handOver(message, null);
    }

    @Override
    public Handover finish(byte[] message, Envelope next) {
        return handOver(message, next);
    }

    @Override
    public boolean isOpen() {
        return wire.isOpen();
    }

    @Override
    public void close() {
        if (wire.isOpen() && begun instanceof Begun.Nothing) {
            try {
                wire.put("QUIT\r\n");
                wire.flush(FAREWELL);
                wire.read(FAREWELL);
            } catch (WireBroken _) {
                // Whoever leaves does not mind that the other has left.
            }
        }
        wire.cut();
    }

    /// Names the sender and takes it back: a server that does not want it says so. Before any message.
    Probed probe(String sender) {
        try {
            wire.put("MAIL FROM:<" + sender + ">\r\n");
            wire.flush(timeouts.block());
            SmtpReply reply = wire.read(timeouts.mail());
            if (!reply.isPositive()) {
                return new Probed.RefusesSender(reply);
            }
            wire.put("RSET\r\n");
            wire.flush(timeouts.block());
            wire.read(timeouts.mail());
            return new Probed.Takes(wire.isEncrypted(), offered.utf8(), offered.size());
        } catch (WireBroken broken) {
            return new Probed.Unreachable(broken.why());
        }
    }

    private Handover handOver(byte[] message, @Nullable Envelope next) {
        check(message);
        var outcome = outcome(message, next);
        if (!wire.isOpen()) {
            begun = new Begun.Nothing();
        }
        return outcome;
    }

    private Handover outcome(byte[] message, @Nullable Envelope next) {
        var current = begun;
        begun = new Begun.Nothing();
        EnvelopeTalk.Answer answer;
        try {
            switch (current) {
                case Begun.Nothing _ -> throw new IllegalStateException("finish without begin");
                case Begun.Failed(var outcome) -> {
                    announceAndFlush(next);
                    return outcome;
                }
                case Begun.Promised(var envelope) -> answer = talk.ask(envelope);
                case Begun.Sent() -> answer = talk.answers();
            }
            return switch (answer) {
                case EnvelopeTalk.GoAhead() -> transmit(message, next);
                case EnvelopeTalk.Stopped stopped -> {
                    afterRefusal(stopped, next);
                    yield stopped.outcome();
                }
            };
        } catch (WireBroken broken) {
            wire.cut();
            return new Handover.Lost(Moment.BEFORE_DOT, broken.why());
        }
    }

    private Handover transmit(byte[] message, @Nullable Envelope next) {
        if (wire.hasUnread()) {
            return outOfTurn();
        }
        wire.put(message);
        wire.put(DOT);
        try {
            announceAndFlush(next);
            return judge(wire.read(timeouts.dot()));
        } catch (WireBroken broken) {
            return new Handover.Lost(Moment.AFTER_DOT, broken.why());
        }
    }

    /// A server that gives up while we compose says 421, and the message was not sent.
    private Handover outOfTurn() {
        var reply = wire.read(timeouts.dot());
        wire.cut();
        return reply.code() == 421
                ? new Handover.Deferred(Step.DATA, reply)
                : new Handover.Lost(Moment.BEFORE_DOT, "the server spoke out of turn: " + reply);
    }

    private Handover judge(SmtpReply reply) {
        if (reply.code() == 421) {
            wire.cut();
        }
        if (reply.isPositive()) {
            return new Handover.Accepted(reply);
        }
        if (reply.code() < 400) {
            wire.cut();
            return new Handover.Lost(Moment.AFTER_DOT, "not an answer to the final dot: " + reply);
        }
        return reply.code() < 500 ? new Handover.Deferred(Step.DOT, reply) : new Handover.Refused(Step.DOT, reply);
    }

    /// The outcome of this message is known; that the line breaks now concerns only the next.
    private void afterRefusal(EnvelopeTalk.Stopped stopped, @Nullable Envelope next) {
        try {
            talk.recover(stopped, () -> announceAndFlush(next));
        } catch (WireBroken _) {
            begun = new Begun.Nothing();
        }
    }

    private void announceAndFlush(@Nullable Envelope next) {
        if (next != null) {
            announce(next);
        }
        wire.flush(timeouts.block());
    }

    private void announce(Envelope envelope) {
        begun = talk.unsuitable(envelope).<Begun>map(Begun.Failed::new).orElseGet(() -> {
            if (!offered.pipelining()) {
                return new Begun.Promised(envelope);
            }
            talk.announce(envelope);
            return new Begun.Sent();
        });
    }

    private static void check(byte[] message) {
        int length = message.length;
        if (length < 2 || message[length - 2] != '\r' || message[length - 1] != '\n') {
            throw new IllegalArgumentException("a message must end with CRLF");
        }
    }

    /// How far the next envelope has come.
    private sealed interface Begun {

        record Nothing() implements Begun {}

        /// To be told to the server when it is finished: the server wants one command at a time.
        record Promised(Envelope envelope) implements Begun {}

        record Sent() implements Begun {}

        record Failed(Handover outcome) implements Begun {}
    }
}
