package depesche.config;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.config.MailSettings.Tls;
import depesche.testing.TestData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

    private static final Map<String, String> EVERYTHING = Map.ofEntries(
            Map.entry("DEPESCHE_HOST", "0.0.0.0"),
            Map.entry("DEPESCHE_PORT", "9000"),
            Map.entry("DEPESCHE_BASE_URL", "https://lantern.example/"),
            Map.entry("DEPESCHE_PROXIES", "192.0.2.7, 2001:db8::/48"),
            Map.entry("DEPESCHE_DB_URL", "jdbc:postgresql://db/paper"),
            Map.entry("DEPESCHE_DB_USER", "ada"),
            Map.entry("DEPESCHE_DB_PASSWORD", "secret"),
            Map.entry("DEPESCHE_MAIL_HOST", "mail.lantern.example"),
            Map.entry("DEPESCHE_MAIL_PORT", "587"),
            Map.entry("DEPESCHE_MAIL_USER", "paper"),
            Map.entry("DEPESCHE_MAIL_PASSWORD", "word"),
            Map.entry("DEPESCHE_MAIL_TLS", "required"),
            Map.entry("DEPESCHE_MAIL_BOUNCES", "bounces.lantern.example"),
            Map.entry("DEPESCHE_MAIL_CONNECTIONS", "64"),
            Map.entry("DEPESCHE_MAIL_RATE", "500"),
            Map.entry("DEPESCHE_BOUNCE_PORT", "2525"),
            Map.entry("DEPESCHE_BOUNCE_HOST", "127.0.0.2"),
            Map.entry("DEPESCHE_ALERT_GRACE", "30"),
            Map.entry("DEPESCHE_SITE_NAME", "The Lantern"),
            Map.entry("DEPESCHE_SITE_LANGUAGE", "en-GB"),
            Map.entry("DEPESCHE_TIME_ZONE", "Europe/London"));

    @TempDir
    private Path data;

    @Test
    void withoutAnySettingTheDefaultsHold() {
        var settings = valid(Map.of());

        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.baseUrl()).isEqualTo(URI.create("http://127.0.0.1:8080"));
        assertThat(settings.database()).isEmpty();
        assertThat(settings.alertGrace()).isZero();
        assertThat(settings.site())
                .isEqualTo(new Settings.FirstSite("Depesche", Locale.GERMAN, ZoneId.of("Europe/Berlin")));
        assertThat(settings.mail().server()).isEmpty();
        assertThat(settings.mail().from()).isEqualTo("depesche@localhost");
        assertThat(settings.mail().connections()).isEqualTo(32);
        assertThat(settings.mail().messagesPerSecond()).isEmpty();
        assertThat(settings.mail().dkimSelector()).isEqualTo("depesche");
        assertThat(settings.mail().reception()).isEmpty();
    }

    @Test
    void returnedMailIsTakenInWhereThePaperListensUnlessSaidOtherwise() {
        var settings = valid(Map.of("DEPESCHE_HOST", "0.0.0.0", "DEPESCHE_BOUNCE_PORT", "25"));

        assertThat(settings.mail().reception()).contains(new MailSettings.Reception("0.0.0.0", 25));
    }

    @Test
    void theDataFolderIsDataUnlessSaidOtherwise() {
        var result = SettingsReader.read(Map.of(), Map.of());

        assertThat(result)
                .isInstanceOfSatisfying(
                        SettingsResult.Valid.class,
                        valid -> assertThat(valid.settings().data()).isEqualTo(Path.of("data")));
    }

    @Test
    void everySettingOfTheEnvironmentIsTaken() {
        var settings = valid(EVERYTHING);

        assertThat(settings.baseUrl()).isEqualTo(URI.create("https://lantern.example"));
        assertThat(settings.proxies().include(InetAddress.ofLiteral("2001:db8:0:ffff::1")))
                .isTrue();
        assertThat(settings.proxies().include(InetAddress.ofLiteral("127.0.0.1")))
                .isFalse();
        assertThat(settings.database())
                .contains(new Settings.ExternalDatabase("jdbc:postgresql://db/paper", "ada", "secret"));
        assertThat(settings.mail().server()).hasValueSatisfying(server -> {
            assertThat(server.port()).isEqualTo(587);
            assertThat(server.tls()).isEqualTo(Tls.REQUIRED);
            assertThat(server.login()).contains(new MailSettings.Login("paper", "word"));
        });
        assertThat(settings.mail().from()).isEqualTo("depesche@lantern.example");
        assertThat(settings.mail().bounceDomain()).isEqualTo("bounces.lantern.example");
        assertThat(settings.mail().dkimDomain()).isEqualTo("lantern.example");
        assertThat(settings.mail().messagesPerSecond()).contains(500);
        assertThat(settings.mail().reception()).contains(new MailSettings.Reception("127.0.0.2", 2525));
        assertThat(settings.alertGrace()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.site().name()).isEqualTo("The Lantern");
    }

    @Test
    void theCommandLineGoesBeforeTheEnvironmentAndThatBeforeTheFile() throws IOException {
        file("depesche.port = 1001", "depesche.host = localhost", "depesche.site.name = Übersee-Bote");

        var result = SettingsReader.read(
                Map.of("DEPESCHE_DATA", data.toString(), "DEPESCHE_PORT", "1002", "DEPESCHE_HOST", ""),
                Map.of("depesche.port", "1003"));

        assertThat(result).isInstanceOfSatisfying(SettingsResult.Valid.class, valid -> {
            assertThat(valid.settings().port()).isEqualTo(1003);
            assertThat(valid.settings().host()).isEqualTo("localhost");
            assertThat(valid.settings().site().name()).isEqualTo("Übersee-Bote");
        });
    }

    @Test
    void everyFaultIsToldAtOnceWithTheNameUnderWhichItWasSet() throws IOException {
        file("depesche.mail.conections = 3", "depesche.data = elsewhere", "depesche.time-zone = Mars");

        var faults = faults(Map.of(
                "DEPESCHE_PORT", "eighty",
                "DEPESCHE_BASEURL", "https://lantern.example",
                "DEPESCHE_BASE_URL", "lantern.example",
                "DEPESCHE_MAIL_TLS", "perhaps",
                "DEPESCHE_MAIL_FROM", "The Lantern <news@lantern.example>",
                "DEPESCHE_MAIL_USER", "paper",
                "DEPESCHE_DB_PASSWORD", "secret",
                "DEPESCHE_SITE_LANGUAGE", "german!"));

        assertThat(faults)
                .hasSize(11)
                .anyMatch(fault -> fault.contains("DEPESCHE_BASEURL is unknown. Is DEPESCHE_BASE_URL meant?"))
                .anyMatch(fault -> fault.contains("depesche.mail.conections") && fault.contains("mail.connections"))
                .anyMatch(fault -> fault.startsWith("depesche.data cannot be set"))
                .anyMatch(fault -> fault.startsWith("depesche.time-zone in " + data) && fault.contains("\"Mars\""))
                .anyMatch(fault -> fault.contains("DEPESCHE_PORT is \"eighty\", but must be a whole number"))
                .anyMatch(fault -> fault.contains("DEPESCHE_BASE_URL is \"lantern.example\""))
                .anyMatch(fault -> fault.contains("never, opportunistic or required"))
                .anyMatch(fault -> fault.contains("DEPESCHE_MAIL_FROM"))
                .anyMatch(fault -> fault.contains("mail.user and depesche.mail.password"))
                .anyMatch(fault -> fault.contains("not depesche.db.url"))
                .noneMatch(fault -> fault.contains("secret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"proxy.example", "10.0.0.0/0", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", ",", "none, ::1"})
    void whoIsBelievedAsAProxyIsSaidInDigits(String text) {
        assertThat(faults(Map.of("DEPESCHE_PROXIES", text)))
                .singleElement()
                .asString()
                .contains("DEPESCHE_PROXIES is", "10.0.0.0/8");
    }

    @Test
    void aFileThatIsNoTextIsAFault() throws IOException {
        Files.write(data.resolve("depesche.properties"), new byte[] {'a', '=', (byte) 0xff, '\n'});
        assertThat(faults(Map.of())).singleElement().asString().contains("cannot be read as UTF-8");
        file("depesche.site.name = \\u12");
        assertThat(faults(Map.of())).singleElement().asString().contains("no properties file");
    }

    @Test
    void whatIsSetForTestsOrNotForUsIsPassedOver() {
        assertThat(valid(Map.of("DEPESCHE_TEST_DATA", "/somewhere", "PATH", "/bin"))
                        .port())
                .isEqualTo(8080);
    }

    @Test
    void anAddressOfAllInterfacesIsNoBaseAddress() {
        assertThat(valid(Map.of("DEPESCHE_HOST", "0.0.0.0")).baseUrl()).hasHost("localhost");
        assertThat(valid(Map.of("DEPESCHE_HOST", "::1")).baseUrl()).hasToString("http://[::1]:8080");
        assertThat(faults(Map.of("DEPESCHE_HOST", "a:b"))).hasSize(1);
        assertThat(faults(Map.of("DEPESCHE_HOST", "http://x"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.53, 192.0.2.53, 53",
        "192.0.2.53:5353, 192.0.2.53, 5353",
        "2001:db8::53, 2001:db8:0:0:0:0:0:53, 53",
        "[2001:db8::53], 2001:db8:0:0:0:0:0:53, 53",
        "[2001:db8::53]:5353, 2001:db8:0:0:0:0:0:53, 5353",
    })
    void aNameserverIsAnAddressWithOrWithoutItsPort(String text, String address, int port) {
        var nameserver = valid(Map.of("DEPESCHE_NAMESERVER", text))
                .mail()
                .outside()
                .nameserver()
                .orElseThrow();

        assertThat(nameserver.getAddress().getHostAddress()).isEqualTo(address);
        assertThat(nameserver.getPort()).isEqualTo(port);
    }

    @Test
    void whatIsSaidOfTheWayOutIsSaidInDigits() {
        var mail = valid(Map.of("DEPESCHE_MAIL_DELIVERS_FROM", "192.0.2.7, 2001:db8::7"))
                .mail();

        assertThat(mail.outside().deliversFrom())
                .containsExactly(InetAddress.ofLiteral("192.0.2.7"), InetAddress.ofLiteral("2001:db8::7"));
        assertThat(faults(Map.of(
                        "DEPESCHE_MAIL_DELIVERS_FROM", "mx.lantern.example",
                        "DEPESCHE_NAMESERVER", "192.0.2.53:dns")))
                .hasSize(2);
    }

    @Test
    void theGuideListsEverySettingWithItsDefault() throws IOException {
        String guide = Files.readString(TestData.repository().resolve("docs/operate/settings.md"));

        for (SettingName name : SettingName.values()) {
            assertThat(guide).contains("`" + name.variable() + "`").contains("`" + name.key() + "`");
        }
    }

    private void file(String... lines) throws IOException {
        Files.write(data.resolve("depesche.properties"), List.of(lines));
    }

    private SettingsResult read(Map<String, String> environment) {
        var all = new TreeMap<>(environment);
        all.put("DEPESCHE_DATA", data.toString());
        return SettingsReader.read(all, Map.of());
    }

    private Settings valid(Map<String, String> environment) {
        return switch (read(environment)) {
            case SettingsResult.Valid(var settings) -> settings;
            case SettingsResult.Invalid(var faults) -> throw new AssertionError(faults);
        };
    }

    private List<String> faults(Map<String, String> environment) {
        return switch (read(environment)) {
            case SettingsResult.Valid(var settings) -> throw new AssertionError(settings);
            case SettingsResult.Invalid(var faults) -> faults;
        };
    }
}
