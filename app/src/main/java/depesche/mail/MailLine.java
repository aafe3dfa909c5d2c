package depesche.mail;

/// A line on which messages are handed over one after the other. For one thread at a time; never throws for
/// what the other side does.
///
/// `begin` puts the envelope on the way and does not wait. `finish` sends message and final dot together with
/// the next envelope, in one write, and returns what became of the message: it is the only call that sends a dot,
/// so who records each outcome durably before the next `finish` has at most one message in doubt.
///
/// ```
/// line.begin(first);
/// var outcome = line.finish(message, second);   // second has begun
/// ```
public interface MailLine extends AutoCloseable {

    /// Announces the next message, when `finish` has not done so.
    void begin(Envelope envelope);

    /// Hands over the message whose envelope has begun: dot-stuffed lines ending in CRLF, without the final dot.
    Handover finish(byte[] message);

    /// As [#finish(byte[])], and begins the next. When the line is lost, the next has not begun.
    Handover finish(byte[] message, Envelope next);

    /// False when the line is lost or the server closed it: then take another. An envelope that has begun
    /// cannot be taken back; who no longer wants it closes the line.
    boolean isOpen();

    @Override
    void close();
}
