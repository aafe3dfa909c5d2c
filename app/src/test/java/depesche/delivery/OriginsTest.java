package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.testing.TestClock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OriginsTest {

    private static final String SERVICE = "https://push.example";
    private static final long MILLISECOND = 1_000_000;

    private final Origins origins = new Origins(64, TestClock.at("2026-03-01T08:00:00Z"));

    /// A connection that breaks takes everything with it that was under way.
    @Test
    void whatWasUnderWayTogetherIsOneFailure() {
        for (int i = 0; i < 40; i++) {
            assertThat(origins.enter(SERVICE)).isEmpty();
        }
        for (int i = 0; i < 40; i++) {
            origins.leave(SERVICE, 100 * MILLISECOND, new Courier.Server.Tired(Optional.empty()));
        }

        assertThat(origins.restingUntil(SERVICE)).isEmpty();
    }

    @Test
    void aServerThatFailsOneAfterTheOtherRests() {
        for (int i = 0; i < 8; i++) {
            assertThat(origins.enter(SERVICE)).isEmpty();
            origins.leave(SERVICE, 0, new Courier.Server.Tired(Optional.empty()));
        }

        assertThat(origins.restingUntil(SERVICE)).isPresent();
    }
}
