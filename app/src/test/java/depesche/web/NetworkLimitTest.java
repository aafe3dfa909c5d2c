package depesche.web;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkLimitTest {

    private final TestClock clock = TestClock.at("2026-03-01T08:00:00Z");
    private final NetworkLimit limit = new NetworkLimit(clock, 30);

    @Test
    void thirtyRequestsInTenMinutesAreEnough() {
        ask(30, "192.0.2.7");

        assertThat(limit.count("192.0.2.7")).contains(Duration.ofMinutes(10));
        assertThat(limit.count("192.0.2.8")).isEmpty();
    }

    @Test
    void theWindowSlides() {
        ask(30, "192.0.2.7");

        clock.advance(Duration.ofMinutes(11));
        assertThat(limit.count("192.0.2.7"))
                .as("most of them are still within ten minutes")
                .isEmpty();
        ask(2, "192.0.2.7");
        assertThat(limit.count("192.0.2.7")).isPresent();

        clock.advance(Duration.ofMinutes(20));
        assertThat(limit.count("192.0.2.7")).isEmpty();
    }

    @Test
    void aHouseholdWithManyIpv6AddressesIsOneNetwork() {
        for (int i = 0; i < 30; i++) {
            assertThat(limit.count("2001:db8:1:2" + "%02x".formatted(i) + "::" + i))
                    .isEmpty();
        }

        assertThat(limit.count("2001:db8:1:2ff::1")).isPresent();
        assertThat(limit.count("2001:db8:2::1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "10.1.2.3", "172.17.0.1", "192.168.1.1", "fd12:3456::1", "fe80::1"})
    void aProxyOfTheHouseIsNotCounted(String proxy) {
        ask(100, proxy);
    }

    private void ask(int times, String client) {
        for (int i = 0; i < times; i++) {
            assertThat(limit.count(client)).isEmpty();
        }
    }
}
