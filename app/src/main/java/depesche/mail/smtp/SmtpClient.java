package depesche.mail.smtp;

import depesche.config.MailSettings.MailServer;
import depesche.config.MailSettings.Tls;
import depesche.mail.MailRoute;
import depesche.mail.Opening;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;

/// Opens connections to one mail server. Holds nothing open itself.
public final class SmtpClient implements MailRoute {

    private static final int IMPLICIT_TLS = 465;
    private static final Duration IMPATIENCE = Duration.ofSeconds(10);

    private final MailServer server;
    private final String ehloName;
    private final SmtpTimeouts timeouts;
    private final TlsUpgrade tls;

    /// @param ehloName our host's name, as told to the server
    public SmtpClient(MailServer server, String ehloName) {
        this(server, ehloName, SmtpTimeouts.standard(), TlsUpgrade.of(server));
    }

    /// Less patient with the server than the standard asks.
    ///
    /// @param longest how long it may take for any step
    public SmtpClient(MailServer server, String ehloName, Duration longest) {
        this(server, ehloName, SmtpTimeouts.standard().atMost(longest), TlsUpgrade.of(server));
    }

    /// For somebody who waits for the answer: ten seconds for each step.
    public static SmtpClient impatient(MailServer server, String ehloName) {
        return new SmtpClient(server, ehloName, IMPATIENCE);
    }

    SmtpClient(MailServer server, String ehloName, SmtpTimeouts timeouts, TlsUpgrade tls) {
        if (!ehloName.matches("[A-Za-z0-9.:\\[\\]_-]+")) {
            throw new IllegalArgumentException("not a host name for EHLO: " + ehloName);
        }
        this.server = server;
        this.ehloName = ehloName;
        this.timeouts = timeouts;
        this.tls = tls;
    }

    @Override
    public Opening open() {
        return switch (server.tls()) {
            case NEVER -> attempt(Tls.NEVER);
            case REQUIRED -> attempt(Tls.REQUIRED);
            case OPPORTUNISTIC -> opportunistic();
        };
    }

    /// Whether the server would take mail of this envelope sender, as far as can be known without sending any.
    public Probed probe(String sender) {
        return switch (open()) {
            case Opening.Opened(var line) -> {
                try (line) {
                    yield line instanceof SmtpConnection connection
                            ? connection.probe(sender)
                            : new Probed.Unreachable("not a connection: " + line);
                }
            }
            case Opening.Unreachable(var why) -> new Probed.Unreachable(why);
            case Opening.TurnedAway(var reply) -> new Probed.TurnsAway(reply);
            case Opening.Insecure(var why) -> new Probed.Insecure(why);
            case Opening.Full full -> new Probed.Unreachable(full.why());
        };
    }

    /// A server that offers TLS and then cannot do it gets the mail in clear, as if it had not offered.
    private Opening opportunistic() {
        var opening = attempt(Tls.OPPORTUNISTIC);
        return opening instanceof Opening.Insecure && server.login().isEmpty() ? attempt(Tls.NEVER) : opening;
    }

    private Opening attempt(Tls level) {
        try {
            var wire = SmtpWire.over(connect(), timeouts.shortest());
            return greet(wire, level);
        } catch (WireBroken broken) {
            return new Opening.Unreachable(broken.why());
        }
    }

    private Opening greet(SmtpWire wire, Tls level) {
        var handshake = new SmtpHandshake(wire, ehloName, timeouts, tls);
        boolean opened = false;
        try {
            var opening = handshake.run(level, server.port() == IMPLICIT_TLS, server.login());
            opened = opening instanceof Opening.Opened;
            return opening;
        } finally {
            if (!opened) {
                wire.cut();
            }
        }
    }

    private Socket connect() {
        var why = "no address";
        for (var address : addresses()) {
            var socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(address, server.port()), (int)
                        timeouts.connect().toMillis());
                return socket;
            } catch (IOException failed) {
                why = address.getHostAddress() + ":" + server.port() + ": " + failed.getMessage();
                close(socket);
            }
        }
        throw new WireBroken(why);
    }

    private InetAddress[] addresses() {
        try {
            return InetAddress.getAllByName(server.host());
        } catch (UnknownHostException _) {
            throw new WireBroken("unknown host " + server.host());
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It never was connected.
        }
    }
}
