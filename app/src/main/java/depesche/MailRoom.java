package depesche;

import depesche.account.Secrets;
import depesche.config.MailSettings;
import depesche.config.MailSettings.MailServer;
import depesche.mail.MailRoute;
import depesche.mail.Mailbox;
import depesche.mail.Mailer;
import depesche.mail.Places;
import depesche.mail.message.Dkim;
import depesche.mail.message.Ed25519DkimKey;
import depesche.mail.message.MailHeader;
import depesche.mail.message.MailPress;
import depesche.mail.message.RsaDkimKey;
import depesche.mail.smtp.SmtpClient;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// How mail leaves: by the operator's server, or into the mailbox where none is set.
///
/// @param route for alerts
/// @param trial for trials, for which somebody waits
public record MailRoom(MailRoute route, MailRoute trial, Mailbox mailbox, Mailer mailer, List<Dkim> dkims) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration IMPATIENCE = Duration.ofSeconds(10);

    public MailRoom {
        dkims = List.copyOf(dkims);
    }

    static MailRoom of(Ground ground) {
        MailSettings settings = ground.settings().mail();
        var mailbox = new Mailbox(ground.settings().data().resolve("mailbox"), ground.clock());
        Routes routes = settings.server()
                .map(server -> routes(server, host(ground), settings.connections()))
                .orElseGet(() -> new Routes(mailbox, mailbox, mailbox));
        List<Dkim> dkims = dkims(settings, ground.secrets());
        var site = ground.settings().site();
        var mailer = new Mailer(
                routes.single(),
                () -> new MailHeader.Named("From", site.name(), settings.from()),
                "bounces@" + settings.bounceDomain(),
                dkims,
                ground.clock());
        return new MailRoom(routes.alerts(), routes.trials(), mailbox, mailer, dkims);
    }

    /// @param single for mails that go one by one: confirmations, sign-in links
    private record Routes(MailRoute alerts, MailRoute single, MailRoute trials) {}

    /// All of them together have so many connections at most.
    private static Routes routes(MailServer server, String host, int connections) {
        var places = new Places(connections);
        var client = new SmtpClient(server, host);
        return new Routes(
                places.staying(client),
                places.passing(client, PATIENCE),
                places.passing(SmtpClient.impatient(server, host), IMPATIENCE));
    }

    /// The keys are made on first start and shared by all nodes.
    static List<Dkim> dkims(MailSettings settings, Secrets secrets) {
        byte[] key = secrets.keep("dkim", () -> RsaDkimKey.generate().pkcs8());
        var rsa = new Dkim(settings.dkimDomain(), settings.dkimSelector(), RsaDkimKey.ofPkcs8(key));
        return Stream.concat(
                        Stream.of(rsa),
                        settings.dkimEd25519Selector().stream().map(selector -> ed25519(settings, selector, secrets)))
                .toList();
    }

    private static Dkim ed25519(MailSettings settings, String selector, Secrets secrets) {
        byte[] kept =
                secrets.keep("dkim-ed25519", () -> Ed25519DkimKey.generate().kept());
        return new Dkim(settings.dkimDomain(), selector, Ed25519DkimKey.ofKept(kept));
    }

    /// Loads what signs, once for all that will.
    void readyToSign() {
        MailPress.signing(dkims.toArray(Dkim[]::new));
    }

    private static String host(Ground ground) {
        return ground.settings().baseUrl().getHost();
    }
}
