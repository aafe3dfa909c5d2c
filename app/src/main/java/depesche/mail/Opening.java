package depesche.mail;

/// How asking for a line can end.
public sealed interface Opening {

    /// The caller owns the line and closes it.
    record Opened(MailLine line) implements Opening {}

    /// No connection, or it broke while saying hello.
    record Unreachable(String why) implements Opening {}

    /// The server said no: to the connection, the greeting or the login.
    record TurnedAway(SmtpReply reply) implements Opening {}

    /// The line is not as safe as the settings ask: TLS missing or not trusted, login in clear text.
    record Insecure(String why) implements Opening {}

    /// All lines that we may have at once are taken, and none was given up in time. The server was not asked.
    record Full(int lines) implements Opening {

        public String why() {
            return "all " + lines + " connections to the mail server are in use";
        }
    }
}
