package depesche.web;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.config.Proxies;
import depesche.config.SettingsReader;
import depesche.config.SettingsResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedForTest {

    private static final String FOREIGN = "203.0.113.9";

    @Test
    void aForeignClientSpeaksForNobodyElse() {
        assertThat(client(FOREIGN, "192.0.2.7")).isEqualTo(FOREIGN);
        assertThat(client("2001:db8::9", "192.0.2.7")).isEqualTo("2001:db8:0:0:0:0:0:9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "10.1.2.3", "172.17.0.1", "192.168.1.1", "fd12:3456::1", "fe80::1"})
    void aProxyOfTheHouseIsBelieved(String proxy) {
        assertThat(client(proxy, "192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(client(proxy)).isEqualTo(proxy);
    }

    @Test
    void whatAClientMadeUpBeforeItsOwnAddressDoesNotCount() {
        assertThat(client("127.0.0.1", "198.51.100.1, 10.0.0.1, 192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(client("127.0.0.1", "198.51.100.1, 192.0.2.7, 10.0.0.1")).isEqualTo("192.0.2.7");
        assertThat(client("127.0.0.1", "198.51.100.1", "192.0.2.7")).isEqualTo("192.0.2.7");
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.7:4711, 192.0.2.7", "[2001:db8::7]:4711, 2001:db8:0:0:0:0:0:7", "::ffff:192.0.2.7, 192.0.2.7"})
    void anAddressIsReadInEachFormThatProxiesWrite(String entry, String address) {
        assertThat(client("127.0.0.1", entry)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "unknown", "evil.example", "999.1.1.1", "<script>", "[::1", "1.2.3.4:x", "a%eth0"})
    void whatIsNoAddressIsNotReadAndNoNameIsLookedUp(String entry) {
        assertThat(client("127.0.0.1", "192.0.2.7, " + entry)).isEqualTo("127.0.0.1");
        assertThat(client("127.0.0.1", "9".repeat(100_000) + entry)).isEqualTo("127.0.0.1");
    }

    @Test
    void whichProxiesAreBelievedCanBeSet() {
        assertThat(ForwardedFor.client(FOREIGN, List.of("192.0.2.7"), proxies("203.0.113.0/28")))
                .isEqualTo("192.0.2.7");
        assertThat(ForwardedFor.client("203.0.113.16", List.of("192.0.2.7"), proxies("203.0.113.0/28")))
                .isEqualTo("203.0.113.16");
        assertThat(ForwardedFor.client("127.0.0.1", List.of("192.0.2.7"), proxies("203.0.113.0/28")))
                .isEqualTo("127.0.0.1");
        assertThat(ForwardedFor.client("127.0.0.1", List.of("192.0.2.7"), proxies("none")))
                .isEqualTo("127.0.0.1");
    }

    private static String client(String peer, String... headers) {
        return ForwardedFor.client(peer, List.of(headers), proxies(""));
    }

    private static Proxies proxies(String setting) {
        return switch (SettingsReader.read(Map.of("DEPESCHE_PROXIES", setting), Map.of())) {
            case SettingsResult.Valid(var settings) -> settings.proxies();
            case SettingsResult.Invalid(var faults) -> throw new AssertionError(faults);
        };
    }
}
