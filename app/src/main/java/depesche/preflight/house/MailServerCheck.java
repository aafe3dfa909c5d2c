package depesche.preflight.house;

import depesche.config.MailSettings.Login;
import depesche.config.MailSettings.MailServer;
import depesche.config.MailSettings.Tls;
import depesche.mail.SmtpReply;
import depesche.mail.smtp.Probed;
import depesche.mail.smtp.SmtpClient;
import java.util.List;
import java.util.Set;

/// Whether the mail server takes our mail: connects, says EHLO, encrypts, logs in and names the sender, and sends none.
final class MailServerCheck implements Check {

    private static final String SUBJECT = "mail-server";
    private static final Set<Integer> ABOUT_LOGIN = Set.of(530, 534, 535, 538);
    private static final long SMALL = 512 * 1024;
    private static final long MEGABYTE = 1 << 20;

    private final MailServer server;
    private final String ehloName;
    private final String sender;

    /// @param sender envelope sender
    MailServerCheck(MailServer server, String ehloName, String sender) {
        this.server = server;
        this.ehloName = ehloName;
        this.sender = sender;
    }

    @Override
    public List<Finding> look() {
        String there = server.host() + ":" + server.port();
        return List.of(
                switch (SmtpClient.impatient(server, ehloName).probe(sender)) {
                    case Probed.Takes takes -> told(there, takes);
                    case Probed.RefusesSender(SmtpReply reply) ->
                        Finding.fail(SUBJECT, there + " does not want " + sender + " as sender: " + reply);
                    case Probed.TurnsAway(SmtpReply reply) -> turnedAway(there, reply);
                    case Probed.Insecure(String why) -> Finding.fail(SUBJECT, there + " is not safe: " + why + tls());
                    case Probed.Unreachable(String why) -> Finding.fail(SUBJECT, there + " is not reached: " + why);
                });
    }

    private static Finding told(String there, Probed.Takes takes) {
        String words = there + " takes our mail, " + (takes.isEncrypted() ? "over TLS" : "in clear")
                + (takes.mostBytes() == 0 ? "" : ", messages of up to " + takes.mostBytes() / MEGABYTE + " MB")
                + (takes.speaksUtf8() ? "" : ", but to no addresses beyond ASCII (no SMTPUTF8)");
        if (takes.mostBytes() > 0 && takes.mostBytes() < SMALL) {
            return Finding.warn(SUBJECT, there + " takes messages of at most " + takes.mostBytes() + " bytes (SIZE)");
        }
        return takes.isEncrypted() || isNear(there) ? Finding.ok(SUBJECT, words) : Finding.warn(SUBJECT, words);
    }

    /// Nobody listens on the way to one's own machine.
    private static boolean isNear(String there) {
        return there.startsWith("127.") || there.startsWith("localhost:") || there.startsWith("::1:");
    }

    private Finding turnedAway(String there, SmtpReply reply) {
        String user = server.login().map(Login::user).orElse("");
        if (!user.isEmpty() && ABOUT_LOGIN.contains(reply.code())) {
            return Finding.fail(SUBJECT, there + " does not let " + user + " in, name or password are wrong: " + reply);
        }
        return Finding.fail(SUBJECT, there + " turns us away: " + reply);
    }

    private String tls() {
        return server.tls() == Tls.REQUIRED ? " (DEPESCHE_MAIL_TLS is required)" : "";
    }
}
