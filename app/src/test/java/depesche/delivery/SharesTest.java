package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.testing.TestClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How many connections each domain may take, of sixteen.
class SharesTest {

    private final Shares shares = new Shares(16, TestClock.at("2026-03-01T08:00:00Z"));
    private final List<Satchel> connections =
            IntStream.range(0, 16).mapToObj(_ -> shares.satchel()).toList();

    @Test
    void aDomainThatHasNotAnsweredLeavesAsManyFreeAsItTakes() {
        assertThat(takeAll("one.example")).isEqualTo(8);
        assertThat(takeAll("two.example")).isEqualTo(4);
        assertThat(takeAll("three.example")).isEqualTo(2);
        assertThat(takeAll("four.example")).isEqualTo(1);
    }

    @Test
    void oneThatAnswersTakesAllButOneThatIsForADomainWithoutAny() {
        answer("one.example");
        answer("two.example");

        assertThat(takeAll("one.example")).isEqualTo(15);
        assertThat(takeAll("two.example")).isEqualTo(1);
        assertThat(takeAll("three.example")).isZero();
    }

    @Test
    void twoThatAnswerLeaveOneBetweenThem() {
        answer("one.example");
        answer("two.example");
        take("two.example");

        assertThat(takeAll("one.example")).isEqualTo(14);
        assertThat(takeAll("two.example")).isZero();
        assertThat(takeAll("three.example")).isEqualTo(1);
    }

    @Test
    void whatWasAnsweredMakesRoomAtOnceAndTheNextMayFollowOnItsConnection() {
        answer("one.example");
        takeAll("one.example");
        Share one = shares.of("one.example");
        Satchel asking = connections.getFirst();

        assertThat(shares.mayTake(one, asking)).isTrue();
        shares.take(one, asking);
        assertThat(one.held()).isEqualTo(15);
        asking.shift();
        shares.empty(asking);

        assertThat(one.held()).isEqualTo(14);
        assertThat(shares.room(one)).isEqualTo(1);
    }

    @Test
    void whatFollowsOnAConnectionOfAnotherDomainCountsForBoth() {
        take("one.example");
        Satchel asking = connections.getFirst();
        shares.take(shares.of("two.example"), asking);

        assertThat(shares.of("one.example").held()).isEqualTo(1);
        assertThat(shares.of("two.example").held()).isEqualTo(1);
        assertThat(asking.shift()).contains(shares.of("one.example"));
        assertThat(shares.of("one.example").held()).isZero();
        assertThat(shares.empty(asking)).contains(shares.of("two.example"));
        assertThat(shares.of("two.example").held()).isZero();
    }

    @Test
    void theOnlyConnectionIsForWhoeverComes() {
        var single = new Shares(1, TestClock.at("2026-03-01T08:00:00Z"));
        Satchel only = single.satchel();
        Share one = single.of("one.example");
        Share two = single.of("two.example");

        assertThat(single.mayTake(one, only)).isTrue();
        single.take(one, only);

        assertThat(single.room(two)).isZero();
        assertThat(single.mayTake(one, only)).isTrue();
        assertThat(single.mayTake(two, only)).isTrue();
    }

    @Test
    void whereSharesAreGivenInAnotherWayNobodyIsHeldBack() {
        var unlimited = Shares.unlimited(TestClock.at("2026-03-01T08:00:00Z"));
        Share anybody = unlimited.of("one.example");

        for (int i = 0; i < 1_000; i++) {
            var asking = new Satchel();
            assertThat(unlimited.mayTake(anybody, asking)).isTrue();
            unlimited.take(anybody, asking);
        }
    }

    @Test
    void domainsWithNothingUnderWayAreForgotten() {
        take("one.example");
        Share held = shares.of("one.example");
        Share idle = shares.of("two.example");

        IntStream.range(0, 10_000).forEach(i -> shares.of(i + ".example"));

        assertThat(shares.of("one.example")).isSameAs(held);
        assertThat(shares.of("two.example")).isNotSameAs(idle);
    }

    private Optional<Satchel> take(String domain) {
        Share share = shares.of(domain);
        Optional<Satchel> free =
                connections.stream().filter(Satchel::isEmpty).findFirst().filter(it -> shares.mayTake(share, it));
        free.ifPresent(satchel -> shares.take(share, satchel));
        return free;
    }

    private int takeAll(String domain) {
        var taken = new ArrayList<Satchel>();
        for (var next = take(domain); next.isPresent(); next = take(domain)) {
            taken.add(next.get());
        }
        return taken.size();
    }

    private void answer(String domain) {
        Satchel satchel = take(domain).orElseThrow();
        satchel.waitForAnswer(Optional.empty());
        satchel.waited(true);
        shares.empty(satchel);
    }
}
