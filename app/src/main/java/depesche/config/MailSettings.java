package depesche.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
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
        Optional<Reception> reception,
        Outside outside) {

    /// What `check` cannot find out by itself of how others see our mail.
    ///
    /// @param deliversFrom the addresses from which the mail server delivers to others; empty: not said
    /// @param nameserver whom it asks; empty: those of the system
    public record Outside(List<InetAddress> deliversFrom, Optional<InetSocketAddress> nameserver) {

        public Outside {
            deliversFrom = List.copyOf(deliversFrom);
        }
    }

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
