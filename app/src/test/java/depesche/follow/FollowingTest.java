package depesche.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import depesche.account.Consents;
import depesche.account.Suppression;
import depesche.testing.TestDatabase;
import depesche.web.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FollowingTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    @TempDir
    private Path mailbox;

    private TestHouse house;

    @BeforeEach
    void open() {
        house = new TestHouse(db, mailbox);
        house.openWithTopics();
    }

    @Test
    void nobodyFollowsBeforeTheMailboxHasSaidSo() {
        house.ask("ida@reader.example", "harbour", "weather");
        house.settle();

        assertThat(house.count("select count(*) from follow")).isZero();
        assertThat(house.count("select count(*) from reader")).isZero();
        assertThat(house.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.recipient()).isEqualTo("ida@reader.example");
            assertThat(mail.subject()).isEqualTo("Bitte bestätigen: Benachrichtigungen von The Lantern");
            assertThat(mail.text())
                    .containsPattern("- Hafen\\R- Wetter\\R\\RWenn Sie")
                    .contains("3. März 2026, 09:00 Uhr");
            assertThat(mail.html()).contains("<li>Hafen</li>");
        });
    }

    @Test
    void confirmingBeginsTheFollowsAndKeepsTheWordsOfTheConsent() {
        var ida = house.follows("ida@Reader.Example", "water", "weather");

        assertThat(house.followed(ida)).containsExactly("water", "weather");
        var consents = db.database().read(tx -> Consents.of(tx, ida));
        assertThat(consents).singleElement().satisfies(consent -> {
            assertThat(consent.at()).isEqualTo("2026-03-01T08:00:00Z");
            assertThat(consent.source()).isEqualTo("double-opt-in");
            assertThat(consent.wording())
                    .isEqualTo("Ja, The Lantern soll mir eine E-Mail an ida@reader.example schicken, sobald ein neuer"
                            + " Artikel zu diesen Themen erscheint: Wasser (einschließlich Fischfang und Hafen) und"
                            + " Wetter. Das kann ich jederzeit mit einem Klick beenden.");
        });
    }

    @Test
    void lookingAtTheLinkChangesNothing() {
        house.ask("ida@reader.example", "harbour");
        house.settle();

        var pending = house.following.pending(house.lastToken());

        assertThat(pending).isInstanceOfSatisfying(PendingResult.Waiting.class, waiting -> {
            assertThat(waiting.topics()).containsExactly("Hafen");
            assertThat(waiting.wording()).contains("Hafen").contains("ida@reader.example");
        });
        assertThat(house.count("select count(*) from follow")).isZero();
    }

    @Test
    void confirmingAgainAnswersTheSameAndBeginsNothingAgain() {
        var ida = house.follows("ida@reader.example", "harbour");
        house.leaving.leaveAll(ida);

        var again = house.following.confirm(house.lastToken());

        assertThat(again)
                .isInstanceOfSatisfying(
                        ConfirmResult.Confirmed.class,
                        confirmed -> assertThat(confirmed.reader()).isEqualTo(ida));
        assertThat(house.followed(ida)).isEmpty();
        assertThat(house.count("select count(*) from consent")).isOne();
    }

    @Test
    void aLinkPressedTwiceAtOnceMakesOneReader() throws Exception {
        house.ask("ida@reader.example", "harbour");
        house.settle();
        String token = house.lastToken();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> house.following.confirm(token));
            var second = threads.submit(() -> house.following.confirm(token));

            assertThat(first.get()).isEqualTo(second.get());
        }
        assertThat(house.count("select count(*) from reader")).isOne();
    }

    @Test
    void afterTwoDaysTheLinkSaysThatItIsOver() {
        house.ask("ida@reader.example", "harbour");
        house.settle();
        house.clock.advance(Duration.ofHours(48));

        assertThat(house.following.pending(house.lastToken())).isEqualTo(new PendingResult.Expired());
        assertThat(house.following.confirm(house.lastToken())).isEqualTo(new ConfirmResult.Expired());

        house.clock.advance(Duration.ofHours(25));
        house.following.forgetUnconfirmed();
        assertThat(house.count("select count(*) from follow_request")).isZero();
        assertThat(house.following.confirm(house.lastToken())).isEqualTo(new ConfirmResult.Expired());
    }

    @Test
    void aLinkThatWeDidNotMakeIsToldSo() {
        assertThat(house.following.confirm("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")).isEqualTo(new ConfirmResult.NotOurs());
        assertThat(house.following.pending("")).isEqualTo(new PendingResult.NotOurs());
    }

    @Test
    void whoFollowsAllOfItAlreadyIsToldSoByMailOnly() {
        var ida = house.follows("ida@reader.example", "harbour", "weather");

        var answer = house.ask("ida@reader.example", "harbour");
        house.settle();

        assertThat(answer).isEqualTo(house.ask("nobody@reader.example", "harbour"));
        assertThat(house.mails().getFirst().subject()).isEqualTo("Sie folgen diesen Themen schon: The Lantern");
        assertThat(house.tokens.readMe(house.lastToken())).contains(ida);
    }

    @Test
    void nobodyIsFloodedWithConfirmations() {
        for (int i = 0; i < 5; i++) {
            assertThat(house.ask("ida@reader.example", "harbour")).isEqualTo(new AskResult.Asked());
        }
        house.settle();
        assertThat(house.mails()).hasSize(3);

        for (int hour = 0; hour < 10; hour++) {
            house.clock.advance(Duration.ofMinutes(61));
            house.ask("ida@reader.example", "harbour");
            house.ask("ida@reader.example", "harbour");
        }
        house.settle();
        assertThat(house.mails()).hasSize(10);
    }

    @Test
    void manyRequestsAtOnceForOneAddressStayWithinTheLimit() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                threads.execute(() -> house.ask("ida@reader.example", "harbour"));
            }
        }

        assertThat(house.count("select count(*) from follow_request")).isEqualTo(3);
    }

    @Test
    void aNetworkThatAsksForManyAddressesHasToWait() {
        for (int i = 0; i < 30; i++) {
            assertThat(house.ask("reader" + i + "@reader.example", "harbour")).isEqualTo(new AskResult.Asked());
        }

        assertThat(house.ask("one-more@reader.example", "harbour")).isInstanceOf(AskResult.TooMany.class);
        house.clock.advance(Duration.ofMinutes(20));
        assertThat(house.ask("one-more@reader.example", "harbour")).isEqualTo(new AskResult.Asked());
    }

    @Test
    void aFormIsToldAllThatIsWrongWithItAndNothingIsKept() {
        var wish = new FollowWish(
                "ida@",
                List.of("harbour", "no-such"),
                List.of("no-such"),
                List.of("nobody"),
                List.of("-harbour", "sea topic:no-such"),
                "hourly",
                Locale.ENGLISH,
                "192.0.2.7");

        var answer = house.following.ask(wish);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        AskResult.Faulty.class,
                        faulty -> assertThat(faulty.faults())
                                .extracting(Fault::field, Fault::code)
                                .containsExactly(
                                        tuple("email", "address-no-domain"),
                                        tuple("topic", "unknown-topic"),
                                        tuple("story", "unknown-story"),
                                        tuple("author", "unknown-author"),
                                        tuple("q", "search-only-exclusions"),
                                        tuple("q", "unknown-topic"),
                                        tuple("cadence", "unknown-cadence")));
        assertThat(house.count("select count(*) from follow_request")).isZero();
    }

    @Test
    void freshConsentOpensAnAddressThatHadBounced() {
        var emil = house.follows("emil@reader.example", "harbour");
        house.change("update reader set suppressed_at = now(), suppressed_why = 'bounced'");
        house.clock.advance(Duration.ofDays(1));

        var again = house.follows("emil@reader.example", "weather");

        assertThat(again).isEqualTo(emil);
        assertThat(db.database()
                        .read(tx -> house.readers.byId(tx, emil))
                        .orElseThrow()
                        .suppression())
                .isEmpty();
    }

    @Test
    void whatTheDeskClosedByHandStaysClosedAndGetsNoMail() {
        var emil = house.follows("emil@reader.example", "harbour");
        house.change("update reader set suppressed_at = now(), suppressed_why = 'by-hand'");
        house.clock.advance(Duration.ofDays(1));

        house.ask("emil@reader.example", "weather");
        house.settle();

        assertThat(house.mails()).hasSize(1);
        db.database().change(tx -> house.readers.lift(tx, emil));
        assertThat(db.database()
                        .read(tx -> house.readers.byId(tx, emil))
                        .orElseThrow()
                        .suppression())
                .map(Suppression::why)
                .contains(Suppression.Why.BY_HAND);
    }

    @Test
    void whoWasErasedComesBackAsAnotherReader() {
        var before = house.follows("ida@reader.example", "harbour");
        house.erasing.erase(before);
        house.clock.advance(Duration.ofDays(1));

        var after = house.follows("ida@reader.example", "weather");

        assertThat(after).isNotEqualTo(before);
        assertThat(house.followed(before)).isEmpty();
        assertThat(house.followed(after)).containsExactly("weather");
        assertThat(house.erasing.erase(after)).isTrue();
    }

    @Test
    void numbersOfReadersAreDense() {
        house.follows("ida@reader.example", "harbour");
        house.clock.advance(Duration.ofHours(2));
        house.follows("ida@reader.example", "weather");
        house.clock.advance(Duration.ofHours(2));

        var tom = house.follows("tom@reader.example", "weather");

        assertThat(tom.value()).isEqualTo(2);
    }
}
