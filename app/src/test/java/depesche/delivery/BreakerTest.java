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
        breaker.answered(System.nanoTime());

        assertThat(breaker.await()).as("the server is back, and nobody tries").isFalse();
    }

    @Test
    void aMessageThatWaitedInVainWhileLaterOnesWereAnsweredSaysNothingOfTheServer() {
        var breaker = new Breaker();
        long early = System.nanoTime();
        breaker.answered(early + 1);

        for (int i = 0; i < 20; i++) {
            assertThat(breaker.lost("no answer", early)).isFalse();
        }
        assertThat(breaker.trouble()).isEmpty();

        for (int i = 0; i < 5; i++) {
            assertThat(breaker.lost("no answer", early + 2)).isTrue();
        }
        assertThat(breaker.trouble()).contains("no answer");
    }
}
