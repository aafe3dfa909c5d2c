package depesche.mail;

/// Where mail leaves: a mail server, or the mailbox in the data folder.
public interface MailRoute {

    /// Opens one more line; blocks for as long as the other side takes.
    Opening open();

    /// Whether somebody waits for a line while all are taken: then whoever holds one gives it up between two mails.
    default boolean isAwaited() {
        return false;
    }
}
