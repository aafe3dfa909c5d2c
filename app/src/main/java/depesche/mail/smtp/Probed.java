package depesche.mail.smtp;

import depesche.mail.SmtpReply;

/// What a mail server said when it was only asked whether it would take our mail.
public sealed interface Probed {

    /// It would.
    ///
    /// @param mostBytes of a message; 0: no limit told
    record Takes(boolean isEncrypted, boolean speaksUtf8, long mostBytes) implements Probed {}

    /// It knows us, but not this envelope sender.
    record RefusesSender(SmtpReply reply) implements Probed {}

    /// It said no: to the connection, the greeting or the login.
    record TurnsAway(SmtpReply reply) implements Probed {}

    /// The line is not as safe as the settings ask.
    record Insecure(String why) implements Probed {}

    /// No connection, or it broke while saying hello.
    record Unreachable(String why) implements Probed {}
}
