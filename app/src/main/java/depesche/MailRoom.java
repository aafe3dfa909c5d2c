package depesche;

import depesche.account.Secrets;
import depesche.config.MailSettings;
import depesche.mail.MailRoute;
import depesche.mail.Mailbox;
import depesche.mail.Mailer;
import depesche.mail.message.Dkim;
import depesche.mail.message.DkimKey;
import depesche.mail.message.MailHeader;
import depesche.mail.smtp.SmtpClient;

/// How mail leaves: by the operator's server, or into the mailbox where none is set.
public record MailRoom(MailRoute route, Mailbox mailbox, Mailer mailer, Dkim dkim) {

    static MailRoom of(Ground ground) {
        MailSettings settings = ground.settings().mail();
        var mailbox = new Mailbox(ground.settings().data().resolve("mailbox"), ground.clock());
        MailRoute route = settings.server()
                .<MailRoute>map(server -> new SmtpClient(server, host(ground)))
                .orElse(mailbox);
        Dkim dkim = dkim(settings, ground.secrets());
        var from = new MailHeader.Named("From", ground.settings().site().name(), settings.from());
        var mailer = new Mailer(route, from, "bounces@" + settings.bounceDomain(), dkim, ground.clock());
        return new MailRoom(route, mailbox, mailer, dkim);
    }

    /// The key is made on first start and shared by all nodes.
    private static Dkim dkim(MailSettings settings, Secrets secrets) {
        byte[] key = secrets.keep("dkim", () -> DkimKey.generate().pkcs8());
        return new Dkim(settings.dkimDomain(), settings.dkimSelector(), DkimKey.ofPkcs8(key));
    }

    private static String host(Ground ground) {
        return ground.settings().baseUrl().getHost();
    }
}
