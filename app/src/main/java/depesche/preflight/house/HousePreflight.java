package depesche.preflight.house;

import depesche.config.MailSettings;
import depesche.config.MailSettings.MailServer;
import depesche.config.Settings;
import depesche.db.DatabaseUnavailable;
import depesche.mail.policy.Dmarc;
import depesche.mail.policy.Spf;
import depesche.net.Glance;
import depesche.net.LocalHosts;
import depesche.net.dns.Answer;
import depesche.net.dns.Dns;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Looks through the whole house, beside a running server or without one.
public final class HousePreflight {

    private static final String MAIL_SERVER = "mail-server";
    private static final String SENDER = "sender";

    private final Settings settings;
    private final MailSettings mail;
    private final House house;
    private final Glance glance;
    private final Dns dns;

    private HousePreflight(Settings settings, House house, Glance glance) {
        this.settings = settings;
        this.mail = settings.mail();
        this.house = house;
        this.glance = glance;
        this.dns = mail.outside().nameserver().map(Dns::at).orElseGet(Dns::ofTheSystem);
    }

    public static HousePreflight of(Settings settings, House house) {
        return new HousePreflight(settings, house, Glance.usual());
    }

    /// @param glance how it looks at the base address
    public static HousePreflight looking(Glance glance, Settings settings, House house) {
        return new HousePreflight(settings, house, glance);
    }

    /// @param hears of each finding as soon as it is made
    public List<Finding> run(Consumer<Finding> hears) {
        List<Finding> all = new ArrayList<>();
        Stream.of(inside(), mailServer(), outside(), base())
                .flatMap(List::stream)
                .flatMap(check -> look(check).stream())
                .forEach(finding -> {
                    all.add(finding);
                    hears.accept(finding);
                });
        return List.copyOf(all);
    }

    private static List<Finding> look(Check check) {
        try {
            return check.look();
        } catch (DatabaseUnavailable away) {
            return List.of(Finding.fail("database", "it has gone away meanwhile: " + away.getMessage()));
        }
    }

    private List<Check> inside() {
        var disk = new DiskCheck(settings.data(), DiskCheck.Limits.USUAL);
        return switch (house) {
            case House.Shut(String why) -> List.of(() -> List.of(Finding.fail("database", why)), disk);
            case House.Open(var db, var _, var clock) ->
                List.of(new DatabaseCheck(settings, db), disk, new ClockCheck(db, clock), new SendsCheck(db));
        };
    }

    private List<Check> mailServer() {
        Optional<MailServer> server = mail.server();
        return List.of(server.<Check>map(
                        it -> new MailServerCheck(it, settings.baseUrl().getHost(), envelopeSender()))
                .orElse(() -> List.of(Finding.warn(
                        MAIL_SERVER,
                        "none is set, so all mail stays in the mailbox in the data folder (DEPESCHE_MAIL_HOST)"))));
    }

    /// Without a mail server nothing leaves, so nothing fails by what others see.
    private List<Check> outside() {
        return whatOthersSee().stream()
                .map(check -> mail.server().isPresent() ? check : warning(check))
                .toList();
    }

    private static Check warning(Check check) {
        return () -> check.look().stream().map(Finding::asWarning).toList();
    }

    private List<Check> whatOthersSee() {
        String domain = mail.from().substring(mail.from().lastIndexOf('@') + 1);
        if (LocalHosts.include(domain)) {
            return List.of(() -> List.of(publishing(Finding.fail(
                    SENDER,
                    mail.from() + " is nobody's address outside; set one of a domain of yours (DEPESCHE_MAIL_FROM)"))));
        }
        if (dns.texts(domain) instanceof Answer.Failed<String>(String why)) {
            return List.of(() -> List.of(publishing(Finding.fail(
                    "dns", why + "; what others see of our mail is not known (DEPESCHE_NAMESERVER names another)"))));
        }
        return policies(domain);
    }

    private List<Check> policies(String domain) {
        var outlets = Outlets.of(mail);
        List<Check> checks = new ArrayList<>(List.of(
                new SenderCheck(dns, domain, SenderCheck.Use.SENDER),
                new SpfCheck(new Spf(dns), envelopeSender(), outlets)));
        if (house instanceof House.Open(var _, var dkims, var _)) {
            checks.add(new DkimCheck(dns, dkims));
        }
        checks.add(
                new DmarcCheck(new Dmarc(dns), new DmarcCheck.Domains(domain, mail.dkimDomain(), mail.bounceDomain())));
        checks.add(new SenderCheck(dns, mail.bounceDomain(), SenderCheck.Use.BOUNCES));
        checks.add(new ReverseCheck(dns, outlets));
        return checks;
    }

    /// With the record of the key that receivers verify by, for where it cannot be looked up.
    private Finding publishing(Finding finding) {
        return house instanceof House.Open(var _, var dkims, var _)
                ? finding.publishing(DkimCheck.record(dkims.getFirst()))
                : finding;
    }

    private List<Check> base() {
        return List.of(new SiteAddressCheck(settings.baseUrl(), glance, clock()));
    }

    private InstantSource clock() {
        return switch (house) {
            case House.Open(var _, var _, InstantSource clock) -> clock;
            case House.Shut _ -> InstantSource.system();
        };
    }

    private String envelopeSender() {
        return "bounces@" + mail.bounceDomain();
    }
}
