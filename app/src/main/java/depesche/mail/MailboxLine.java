package depesche.mail;

import org.jspecify.annotations.Nullable;

/// A line into the mailbox.
final class MailboxLine implements MailLine {

    private final Mailbox mailbox;
    private @Nullable Envelope begun;

    MailboxLine(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    @Override
    public void begin(Envelope envelope) {
        if (begun != null) {
            throw new IllegalStateException("the envelope before has not been finished");
        }
        begun = envelope;
    }

    @Override
    public Handover finish(byte[] message) {
        return store(message, null);
    }

    @Override
    public Handover finish(byte[] message, Envelope next) {
        return store(message, next);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        begun = null;
    }

    private Handover store(byte[] message, @Nullable Envelope next) {
        if (begun == null) {
            throw new IllegalStateException("finish without begin");
        }
        var id = mailbox.put(begun, message);
        begun = next;
        return new Handover.Accepted(new SmtpReply(250, "2.0.0 in the mailbox as " + id));
    }
}
