package depesche.preflight.house;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.epoch.Epochs;
import depesche.mail.Handover.Step;
import depesche.mail.message.Dkim;
import depesche.mail.message.RsaDkimKey;
import depesche.mail.policy.Spf;
import depesche.net.Glance;
import depesche.net.dns.Dns;
import depesche.preflight.house.Finding.Level;
import depesche.testing.DnsServer;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Offer;
import depesche.testing.SmtpSink.Reaction;
import depesche.testing.TestCertificate;
import depesche.testing.TestClock;
import depesche.testing.TestDatabase;
import depesche.testing.TestSettings;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A house with nothing wrong, into which each test puts one defect.
class HousePreflightTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.fresh();

    private static final Dkim DKIM = new Dkim("lantern.example", "depesche", RsaDkimKey.generate());
    private static final String KEY = "depesche._domainkey.lantern.example";
    private static final String DMARC = "_dmarc.lantern.example";
    private static final String PAPER = "lantern.example";
    private static final TestCertificate CERTIFICATE = TestCertificate.of("ip:127.0.0.1");

    private final DnsServer dns = DnsServer.start();
    private final SmtpSink sink = SmtpSink.start();
    private final Map<String, String> variables = new HashMap<>();
    private final TestClock clock = TestClock.at(Instant.now().toString());

    @BeforeEach
    void nothingIsWrong() {
        variables.putAll(Map.of(
                "DEPESCHE_NAMESERVER", dns.setting(),
                "DEPESCHE_MAIL_HOST", "127.0.0.1",
                "DEPESCHE_MAIL_PORT", Integer.toString(sink.port()),
                "DEPESCHE_MAIL_DELIVERS_FROM", "203.0.113.7",
                "DEPESCHE_BASE_URL", "http://127.0.0.1:1"));
        dns.mx(PAPER, 10, "mx.lantern.example").address("mx.lantern.example", "203.0.113.7");
        dns.txt(PAPER, "v=spf1 mx -all").txt(PAPER, "other=text");
        dns.longTxt(KEY, DKIM.key().dnsRecord());
        dns.txt(DMARC, "v=DMARC1; p=none");
        dns.ptr("7.113.0.203.in-addr.arpa", "mx.lantern.example");
    }

    @AfterEach
    void stop() {
        dns.close();
        sink.close();
    }

    @Test
    void whereNothingIsWrongNothingFailsAndNoMailIsSent() {
        List<Finding> found = run();

        // The run's PostgreSQL does without fsync, and nobody serves this house.
        assertThat(found)
                .filteredOn(it -> it.level() != Level.OK)
                .extracting(Finding::subject)
                .containsExactly("database", "base-address");
        assertThat(found)
                .extracting(Finding::subject)
                .contains("disk", "clock", "sends", "mail-server", "sender", "spf", "dkim", "dmarc", "bounces", "ptr");
        assertThat(sink.received()).isEmpty();
        assertThat(sink.faults()).isEmpty();
    }

    @Test
    void whatTheDnsSaysDoesNotReachTheTerminalAsItIs() {
        dns.without(DMARC).txt(DMARC, "v=DMARC1; p=none; \u001b[2J");

        assertThat(run()).allSatisfy(it -> assertThat(it.words()).doesNotContain("\u001b"));
        assertFails("dmarc", "?[2J");
    }

    @Test
    void theRecordOfOurKeyIsAlwaysShown() {
        dns.without(KEY);

        assertThat(run())
                .filteredOn(it -> it.subject().equals("dkim"))
                .flatExtracting(Finding::records)
                .containsExactly(KEY + " TXT " + DKIM.key().dnsRecord());
    }

    @Test
    void defectsOfSpfAreNamed() {
        dns.without(PAPER).mx(PAPER, 10, "mx.lantern.example");
        assertFails("spf", "no SPF record");

        dns.txt(PAPER, "v=spf1 ip4:203.0.113.99 -all");
        assertFails("spf", "does not let 203.0.113.7");

        dns.txt(PAPER, "v=spf1 mx -all");
        assertFails("spf", "2 SPF records");

        dns.without(PAPER).mx(PAPER, 10, "mx.lantern.example").txt(PAPER, "v=spf1 -all");
        assertFails("spf", "lets nobody send");

        dns.without(PAPER).mx(PAPER, 10, "mx.lantern.example").txt(PAPER, "v=spf1 mx +all");
        assertWarns("spf", "lets anybody send");
    }

    @Test
    void whereTheServersAddressIsNotKnownThatIsSaid() {
        variables.remove("DEPESCHE_MAIL_DELIVERS_FROM");
        var here = InetAddress.ofLiteral("127.0.0.1");
        var own = InetAddress.ofLiteral("198.35.26.96");
        var inside = InetAddress.ofLiteral("10.0.0.7");

        assertThat(Outlets.guessed(List.of(here), List.of(here, own, inside)).addresses())
                .containsExactly(own);
        assertThat(Outlets.guessed(List.of(inside), List.of(here, own)).addresses())
                .isEmpty();
        assertThat(Outlets.guessed(List.of(own), List.of(here, inside))).isEqualTo(new Outlets(List.of(own), false));
        var unknown =
                new SpfCheck(new Spf(Dns.at(dns.address())), "bounces@lantern.example", new Outlets(List.of(), false));
        assertThat(unknown.look()).singleElement().satisfies(it -> {
            assertThat(it.level()).isEqualTo(Level.WARN);
            assertThat(it.words()).contains("DEPESCHE_MAIL_DELIVERS_FROM");
        });
    }

    @Test
    void defectsOfTheKeyAreNamed() {
        dns.without(KEY);
        assertFails("dkim", "no record at " + KEY);

        dns.longTxt(KEY, RsaDkimKey.generate().dnsRecord());
        assertFails("dkim", "not ours");

        dns.without(KEY).longTxt(KEY, DKIM.key().dnsRecord().substring(0, 200));
        assertFails("dkim", "cut off");

        dns.without(KEY).txt(KEY, "v=DKIM1; p=");
        assertFails("dkim", "revoked");
    }

    @Test
    void defectsOfDmarcAreNamed() {
        dns.without(DMARC);
        assertFails("dmarc", "no DMARC record");

        dns.txt(DMARC, "v=DMARC1; rua=mailto:dmarc@lantern.example");
        assertFails("dmarc", "does not say p=");

        dns.without(DMARC).txt(DMARC, "v=DMARC1; p=reject");
        variables.put("DEPESCHE_MAIL_DKIM_DOMAIN", "provider.example");
        assertWarns("dmarc", "we sign as provider.example");

        variables.put("DEPESCHE_MAIL_BOUNCES", "bounces.provider.example");
        assertFails("dmarc", "all our mail fails");
    }

    @Test
    void aDomainWithoutMailIsNamed() {
        variables.put("DEPESCHE_MAIL_BOUNCES", "returns.lantern.example");
        assertFails("bounces", "does not exist");

        dns.txt("returns.lantern.example", "v=spf1 ip4:203.0.113.7 -all");
        assertFails("bounces", "no MX and no address");

        dns.mx("returns.lantern.example", 10, "gone.lantern.example");
        assertFails("bounces", "leads nowhere");

        dns.without("returns.lantern.example").mx("returns.lantern.example", 0, ".");
        assertFails("bounces", "null MX");

        dns.without("returns.lantern.example").address("returns.lantern.example", "203.0.113.7");
        assertWarns("bounces", "has no MX");

        variables.put("DEPESCHE_MAIL_FROM", "news@nowhere.example");
        assertFails("sender", "nowhere.example does not exist");

        variables.put("DEPESCHE_MAIL_FROM", "news@localhost");
        assertFails("sender", "nobody's address");
    }

    @Test
    void anAddressWithoutAWayBackIsNamed() {
        dns.without("7.113.0.203.in-addr.arpa");
        assertFails("ptr", "has no name (PTR)");

        dns.ptr("7.113.0.203.in-addr.arpa", "rack.provider.example");
        assertFails("ptr", "does not lead back");
    }

    @Test
    void aNameserverThatIsSilentIsNamedOnceAndTheRecordShownAllTheSame() {
        dns.fallSilent();

        List<Finding> found = run();

        assertThat(found)
                .filteredOn(it -> it.subject().equals("dns"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.level()).isEqualTo(Level.FAIL);
                    assertThat(it.records()).containsExactly(DkimCheck.record(DKIM));
                });
    }

    @Test
    void defectsOfTheMailServerAreNamed() {
        variables.put("DEPESCHE_MAIL_TLS", "required");
        assertFails("mail-server", "STARTTLS");

        sink.speakTls(CERTIFICATE.server());
        assertFails("mail-server", "not safe: TLS");

        variables.put("DEPESCHE_MAIL_TLS", "opportunistic");
        assertOk("mail-server", "over TLS");

        sink.react(Step.MAIL, "*", 1, new Reaction.Say("553 5.7.1 sender address rejected"));
        assertFails("mail-server", "does not want bounces@lantern.example");

        variables.put("DEPESCHE_MAIL_PORT", "1");
        assertFails("mail-server", "is not reached");
    }

    @Test
    void aWrongPasswordIsNamedAndARightOneTaken() {
        sink.requireLogin("lantern", "right");
        variables.putAll(Map.of("DEPESCHE_MAIL_USER", "lantern", "DEPESCHE_MAIL_PASSWORD", "wrong"));
        assertFails("mail-server", "does not let lantern in");

        variables.put("DEPESCHE_MAIL_PASSWORD", "right");
        assertOk("mail-server", "takes our mail");

        sink.without(Offer.AUTH);
        assertFails("mail-server", "AUTH");
    }

    @Test
    void aHouseWithoutAMailServerIsWarnedOnly() {
        variables.remove("DEPESCHE_MAIL_HOST");
        variables.remove("DEPESCHE_MAIL_PORT");
        dns.without(DMARC).without(KEY);

        List<Finding> found = run();

        assertThat(found)
                .filteredOn(it -> List.of("mail-server", "dkim", "dmarc").contains(it.subject()))
                .hasSize(3)
                .allMatch(it -> it.level() == Level.WARN);
    }

    @Test
    void aFullDiskIsNamed() {
        var folder = Path.of("target/not/there/yet");

        assertThat(new DiskCheck(folder, new DiskCheck.Limits(Long.MAX_VALUE, Long.MAX_VALUE)).look())
                .singleElement()
                .satisfies(it -> assertThat(it.words()).startsWith("nearly full"));
        assertThat(new DiskCheck(folder, new DiskCheck.Limits(0, Long.MAX_VALUE)).look())
                .allMatch(it -> it.level() == Level.WARN);
        assertThat(new DiskCheck(folder, new DiskCheck.Limits(0, 0)).look()).allMatch(it -> it.level() == Level.OK);
    }

    @Test
    void aClockThatIsWrongOrWasSetBackIsNamed() {
        clock.advance(Duration.ofSeconds(20));
        assertWarns("clock", "seconds apart");

        clock.advance(Duration.ofMinutes(5));
        assertFails("clock", "seconds apart");

        execute("update newsroom set beat_at = now() + interval '2 hours'");
        assertFails("clock", "was set back");
        execute("update newsroom set beat_at = null");
    }

    @Test
    void sendsThatAreHeldAndWorkThatWasGivenUpAreNamed() {
        database.database().change(tx -> Epochs.restored(tx, clock.instant(), clock.instant()));
        assertFails("sends", "held since");
        database.database().change(tx -> Epochs.send(tx, Epochs.hold(tx).orElseThrow()));

        execute("insert into job_set_aside (name, payload, error) values ('PlanAlert', '{}', 'broken')");
        assertWarns("sends", "1 job was set aside");
        execute("delete from job_set_aside");
    }

    @Test
    void aDatabaseThatIsAwayIsNamedAndTheRestIsLookedAtAllTheSame() {
        var settings = TestSettings.of(variables);
        var found = HousePreflight.of(settings, new House.Shut("it is away")).run(_ -> {});

        assertThat(found).contains(Finding.fail("database", "it is away"));
        assertThat(found).extracting(Finding::subject).contains("disk", "mail-server", "spf", "dmarc", "base-address");
    }

    @Test
    void aBaseAddressThatLeadsNowhereIsNamed() {
        variables.put("DEPESCHE_BASE_URL", "http://lantern.example");
        assertFails("base-address", "is not encrypted");
        assertFails("base-address", "lantern.example does not exist");

        variables.put("DEPESCHE_BASE_URL", "http://192.168.1.5:1");
        assertWarns("base-address", "is not known outside");
    }

    private void assertFails(String subject, String words) {
        assertFound(Level.FAIL, subject, words);
    }

    private void assertWarns(String subject, String words) {
        assertFound(Level.WARN, subject, words);
    }

    private void assertOk(String subject, String words) {
        assertFound(Level.OK, subject, words);
    }

    private void assertFound(Level level, String subject, String words) {
        assertThat(run()).anySatisfy(it -> {
            assertThat(it.level()).isEqualTo(level);
            assertThat(it.subject()).isEqualTo(subject);
            assertThat(it.words()).contains(words);
        });
    }

    private List<Finding> run() {
        var heard = new ArrayList<Finding>();
        var house = new House.Open(database.database(), List.of(DKIM), clock);
        List<Finding> found = HousePreflight.looking(Glance.usual(), TestSettings.of(variables), house)
                .run(heard::add);
        assertThat(heard).isEqualTo(found);
        return found;
    }

    private static void execute(String sql) {
        database.database().change(tx -> tx.execute(sql));
    }
}
