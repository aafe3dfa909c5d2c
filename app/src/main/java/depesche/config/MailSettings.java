package depesche.config;

import java.util.Optional;

/// How mail leaves. Without a server messages go to the mailbox in the data folder.
///
/// @param from address of the sender
/// @param bounceDomain domain of the envelope sender
/// @param connections most connections at once to the server, for each node
/// @param messagesPerSecond most messages a second, for each node; empty: unlimited
/// @param dkimEd25519Selector name of a second key in DNS; empty: mails bear one signature
/// @param reception where returned mail is taken in; empty: only by `./depesche bounce`
public record MailSettings(
        Optional<MailServer> server,
        String from,
        String bounceDomain,
        int connections,
        Optional<Integer> messagesPerSecond,
        String dkimSelector,
        String dkimDomain,
        Optional<String> dkimEd25519Selector,
        Optional<Reception> reception) {

    /// Where returned mail is taken over SMTP.
    public record Reception(String host, int port) {}

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
