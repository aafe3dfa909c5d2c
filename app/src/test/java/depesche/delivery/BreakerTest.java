package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// While the server is in trouble one tries; if that one hears nothing for long, another tries beside it.
class BreakerTest {

    @Test
    @Timeout(60)
    void whoeverTriesAndHearsNothingKeepsTheOthersWaitingForAWhileOnly() {
        var breaker = new Breaker(Duration.ofMillis(300));
        breaker.failed("away");

        assertThat(breaker.await()).as("the first tries").isTrue();
        assertThat(breaker.await()).as("so does another, later").isTrue();
        breaker.answered();

        assertThat(breaker.await()).as("the server is back, and nobody tries").isFalse();
    }
}
