package depesche.config;

import java.util.Optional;

/// How mail leaves. Without a server messages go to the mailbox in the data folder.
///
/// @param from address of the sender
/// @param bounceDomain domain of the envelope sender
/// @param connections most connections at once to the server, for each node
/// @param messagesPerSecond most messages a second, for each node; empty: unlimited
public record MailSettings(
        Optional<MailServer> server,
        String from,
        String bounceDomain,
        int connections,
        Optional<Integer> messagesPerSecond,
        String dkimSelector,
        String dkimDomain) {

    /// The mail server that takes our mail.
    public record MailServer(String host, int port, Optional<Login> login, Tls tls) {}

    /// Name and password for SMTP AUTH.
    public record Login(String user, String password) {}

    /// How far the line must be encrypted.
    public enum Tls {
        NEVER,
        OPPORTUNISTIC,
        REQUIRED
    }
}
