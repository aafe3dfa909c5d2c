package depesche.mail.smtp;

import depesche.config.MailSettings.Login;
import depesche.config.MailSettings.Tls;
import depesche.mail.Opening;
import depesche.mail.SmtpReply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// From the connection to the first MAIL: greeting, EHLO, STARTTLS and EHLO again, login.
final class SmtpHandshake {

    private final SmtpWire wire;
    private final String ehloName;
    private final SmtpTimeouts timeouts;
    private final TlsUpgrade tls;
    private Capabilities offered = Capabilities.none();

    SmtpHandshake(SmtpWire wire, String ehloName, SmtpTimeouts timeouts, TlsUpgrade tls) {
        this.wire = wire;
        this.ehloName = ehloName;
        this.timeouts = timeouts;
        this.tls = tls;
    }

    Opening run(Tls level, boolean tlsFromTheStart, Optional<Login> login) {
        try {
            if (tlsFromTheStart && level != Tls.NEVER) {
                secure();
            }
            hello(wire.read(timeouts.greeting()));
            if (!wire.isEncrypted() && level != Tls.NEVER && offered.startTls()) {
                startTls();
            }
            if (!wire.isEncrypted() && level == Tls.REQUIRED) {
                return new Opening.Insecure("the server does not offer STARTTLS");
            }
            login.ifPresent(this::login);
            return new Opening.Opened(new SmtpConnection(wire, offered, timeouts));
        } catch (Ended ended) {
            return ended.opening;
        }
    }

    private void hello(SmtpReply greeting) {
        must(greeting, 220);
        wire.put("EHLO " + ehloName + "\r\n");
        wire.flush(timeouts.block());
        var answer = wire.readInFull(timeouts.mail());
        if (answer.code() == 250) {
            offered = Capabilities.of(answer.text());
            return;
        }
        if (answer.code() < 500) {
            throw new Ended(new Opening.TurnedAway(answer));
        }
        must(ask("HELO " + ehloName), 250);
    }

    private void startTls() {
        var reply = ask("STARTTLS");
        if (reply.code() != 220) {
            throw new Ended(new Opening.Insecure("STARTTLS: " + reply));
        }
        if (wire.hasBuffered()) {
            throw new Ended(new Opening.Insecure("the server sent plain text after its answer to STARTTLS"));
        }
        secure();
        offered = Capabilities.none();
        hello(reply);
    }

    private void secure() {
        try {
            wire.upgrade(timeouts.mail(), tls::over);
        } catch (WireBroken broken) {
            throw new Ended(new Opening.Insecure("TLS: " + broken.why()));
        }
    }

    private void login(Login login) {
        if (!wire.isEncrypted() && !wire.isLoopback()) {
            throw new Ended(new Opening.Insecure("login without TLS"));
        }
        if (offered.logins().contains("PLAIN")) {
            must(ask("AUTH PLAIN " + base64("\0" + login.user() + "\0" + login.password())), 235);
        } else if (offered.logins().contains("LOGIN")) {
            must(ask("AUTH LOGIN"), 334);
            must(ask(base64(login.user())), 334);
            must(ask(base64(login.password())), 235);
        } else {
            throw new Ended(new Opening.Insecure("the server offers neither AUTH PLAIN nor AUTH LOGIN"));
        }
    }

    private SmtpReply ask(String command) {
        wire.put(command + "\r\n");
        wire.flush(timeouts.block());
        return wire.read(timeouts.mail());
    }

    private static void must(SmtpReply reply, int code) {
        if (reply.code() != code) {
            throw new Ended(new Opening.TurnedAway(reply));
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Leaves the talk from any depth; caught in `run`.
    private static final class Ended extends RuntimeException {

        private static final long serialVersionUID = 1;
        private final transient Opening opening;

        Ended(Opening opening) {
            super(null, null, false, false);
            this.opening = opening;
        }
    }
}
