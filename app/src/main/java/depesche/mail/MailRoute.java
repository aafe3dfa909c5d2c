package depesche.mail;

/// Where mail leaves: a mail server, or the mailbox in the data folder.
public interface MailRoute {

    /// Opens one more line; blocks for as long as the other side takes.
    Opening open();
}
