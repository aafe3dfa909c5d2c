package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.testing.TestClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How a domain rests that defers one after the other.
class DomainsTest {

    private static final String IDA = "ida@tired.example";

    private final TestClock clock = TestClock.at("2026-03-01T08:00:00Z");
    private final Domains domains = new Domains(clock);

    @Test
    void eightInARowMakeADomainRestAndNoOther() {
        defer(7);
        assertThat(domains.restingUntil(IDA)).isEmpty();

        defer(1);

        assertThat(domains.restingUntil("emil@TIRED.example"))
                .contains(clock.instant().plusSeconds(30));
        assertThat(domains.restingUntil("ida@well.example")).isEmpty();
    }

    @Test
    void afterARestOneIsTriedAndTheOthersWaitForWhatItHears() {
        defer(8);
        clock.advance(Duration.ofSeconds(30));

        assertThat(domains.restingUntil(IDA)).isEmpty();
        assertThat(domains.restingUntil(IDA)).isPresent();

        domains.answered(IDA);
        assertThat(domains.restingUntil(IDA)).isEmpty();
    }

    @Test
    void eachTryThatIsDeferredMakesTheNextRestLonger() {
        defer(8);
        clock.advance(Duration.ofSeconds(30));
        assertThat(domains.restingUntil(IDA)).isEmpty();

        defer(1);

        assertThat(domains.restingUntil(IDA)).contains(clock.instant().plusSeconds(60));
    }

    @Test
    void whatWasUnderWayWhenARestBeganSaysNothingNew() {
        defer(8);

        defer(20);

        assertThat(domains.restingUntil(IDA)).contains(clock.instant().plusSeconds(30));
    }

    private void defer(int times) {
        IntStream.range(0, times).forEach(_ -> domains.deferred(IDA));
    }
}
