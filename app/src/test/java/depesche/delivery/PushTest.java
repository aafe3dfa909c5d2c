package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.ReaderId;
import depesche.alert.AlertId;
import depesche.article.Amendment;
import depesche.article.ArticleId;
import depesche.delivery.Deliveries.Item;
import depesche.testing.SmtpSink;
import depesche.testing.TestDatabase;
import depesche.testing.Waiting;
import depesche.testing.WebSink;
import depesche.testing.WebSink.Answer;
import depesche.testing.WebSink.Received;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PushTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private final Lantern lantern = Lantern.open(db);
    private final WebSink sink = WebSink.open();
    private final Pushing pushing = new Pushing(lantern, sink);

    /// What other tests have left unsent is not sent here.
    @BeforeEach
    void nothingWaits() {
        db.database().change(tx -> tx.execute("truncate slice_lease, outcome cascade"));
    }

    @AfterEach
    void close() {
        pushing.close();
        lantern.close();
        sink.close();
    }

    @Test
    void aReaderIsToldOnceInTheBrowserAndOnceByMail() {
        lantern.topic("both", "Hafen", "Harbour", "").topic("both-too", "Sturm", "Storm", "");
        ReaderId ida = lantern.reader("ida@reader.example", "de", "both", "both-too");
        var browser = pushing.browser(ida, "/ida");
        pushing.push(4);

        try (var mails = SmtpSink.start()) {
            lantern.node(mails, 2);
            AlertId alert = lantern.publish("Böen über dem Hafen", "both", "both-too");
            lantern.awaitDone(alert);

            assertThat(mails.receivedBy("ida@reader.example")).hasSize(1);
            assertThat(lantern.deliveries(alert)).extracting(Item::channel).containsExactly("email", "push");
            assertThat(lantern.deliveries(alert)).extracting(Item::state).containsOnly("accepted");
        }
        assertThat(sink.received()).hasSize(1);
        Received message = sink.received().getFirst();
        assertThat(message.version()).isEqualTo("HTTP_2");
        assertThat(Integer.parseInt(message.headers().get("TTL"))).isBetween(60, 6 * 3600);
        assertThat(message.headers().get("Urgency")).isEqualTo("normal");
        assertThat(message.headers().get("Topic")).matches("[\\w-]{1,32}");
        assertThat(message.headers().get("Content-Encoding")).isEqualTo("aes128gcm");
        assertThat(message.headers().get("Authorization")).startsWith("vapid t=");
        assertThat(browser.read(message.body()))
                .contains("Hafen: Böen über dem Hafen")
                .contains("Der Sturm hat den Hafen geschlossen.")
                .contains("\"lang\":\"de\"")
                .contains("https://lantern.example/");
    }

    @Test
    void aWithdrawalTakesThePlaceOfTheMessageAndRepeatsNothingOfIt() {
        lantern.topic("withdrawn", "Zurückgezogen", "Withdrawn", "");
        ReaderId ida = lantern.reader("ida8@reader.example", "de", "withdrawn");
        var browser = pushing.browser(ida, "/withdrawn");
        pushing.push(2);
        ArticleId article = lantern.article("Bürgermeisterin tritt zurück", "withdrawn");
        lantern.publish(article);
        Waiting.until("pushed", () -> sink.received("/withdrawn").size() == 1);
        assertThat(browser.read(sink.received("/withdrawn").getFirst().body()))
                .contains("Bürgermeisterin tritt zurück");

        AlertId withdrawal = lantern.amend(article, new Amendment.Kill("Die Bürgermeisterin bleibt."));
        lantern.awaitPlanned(withdrawal);
        Waiting.until("withdrawn", () -> sink.received("/withdrawn").size() == 2);

        assertThat(browser.read(sink.received("/withdrawn").getLast().body()))
                .doesNotContain("Bürgermeisterin", "tritt", "Sturm", "bleibt");
        assertThat(topics("/withdrawn")).hasSize(1);
    }

    @Test
    void allBrowsersOfAReaderGetItAndTheLedgerHasOneEntry() {
        lantern.topic("two", "Zwei", "Two", "");
        ReaderId ida = lantern.reader("ida2@reader.example", "de", "two");
        pushing.browser(ida, "/phone");
        pushing.browser(ida, "/desk");
        sink.answering("/desk", _ -> Answer.of(410));
        pushing.push(4);

        AlertId alert = lantern.publish("Zweimal", "two");
        Waiting.until("pushed", () -> state(alert, "push").equals("accepted"));

        assertThat(sink.received("/phone")).hasSize(1);
        assertThat(sink.received("/desk")).hasSize(1);
        assertThat(pushes(alert)).hasSize(1);
    }

    @Test
    void aBrowserThatIsGoneIsForgottenAndMailGoesOn() {
        lantern.topic("gone", "Weg", "Gone", "");
        ReaderId ida = lantern.reader("ida3@reader.example", "de", "gone");
        pushing.browser(ida, "/gone");
        sink.answering("/gone", _ -> Answer.of(410));
        pushing.push(2);

        AlertId first = lantern.publish("Erstes", "gone");
        Waiting.until("refused", () -> state(first, "push").equals("refused"));
        AlertId second = lantern.publish("Zweites", "gone");

        assertThat(pushes(second)).isEmpty();
        assertThat(lantern.deliveries(second)).extracting(Item::channel).containsExactly("email");
        assertThat(sink.received("/gone")).hasSize(1);
        assertThat(endpointsKept()).doesNotContain(sink.url("/gone"));
    }

    @Test
    void whoseMailCameBackIsToldInTheBrowserAndToldAgainThere() {
        lantern.topic("back", "Zurück", "Back", "");
        ReaderId ida = lantern.reader("ida7@reader.example", "de", "back");
        pushing.push(2);
        try (var mails = SmtpSink.start()) {
            lantern.node(mails, 1);
            ArticleId article = lantern.article("Drei Kräne gestürzt", "back");
            AlertId byMail = lantern.publish(article);
            lantern.awaitDone(byMail);
            pushing.browser(ida, "/back");
            lantern.suppress(ida);

            AlertId next = lantern.publish("Hafen wieder offen", "back");
            lantern.awaitDone(next);
            AlertId correction = lantern.amend(
                    article,
                    new Amendment.Correction("Es waren nicht drei.", Lantern.text("Zwei Kräne gestürzt", "back")));
            lantern.awaitPlanned(correction);
            lantern.awaitDone(correction);

            assertThat(mails.receivedBy("ida7@reader.example")).hasSize(1);
            assertThat(lantern.deliveries(byMail)).extracting(Item::channel).containsExactly("email");
            assertThat(lantern.deliveries(next)).extracting(Item::channel).containsExactly("push");
            assertThat(lantern.deliveries(correction)).extracting(Item::channel).containsExactly("push");
        }
        assertThat(sink.received("/back")).hasSize(2);
    }

    @Test
    void aTiredServiceIsTriedAgainWhenItAskedTo() {
        lantern.topic("tired", "Müde", "Tired", "");
        pushing.browser(lantern.reader("ida4@reader.example", "de", "tired"), "/tired");
        sink.answering(
                "/tired", attempt -> attempt == 1 ? new Answer(429, Map.of("Retry-After", "90")) : Answer.of(201));
        var posting = pushing.push(2);

        AlertId alert = lantern.publish("Später", "tired");
        Waiting.until("deferred", () -> state(alert, "push").equals("deferred"));
        lantern.clock().advance(Duration.ofSeconds(80));
        posting.wake();
        assertThat(sink.received("/tired")).hasSize(1);
        lantern.clock().advance(Duration.ofSeconds(15));
        posting.wake();

        Waiting.until("accepted", () -> state(alert, "push").equals("accepted"));
        assertThat(sink.received("/tired")).hasSize(2);
        assertThat(topics("/tired")).hasSize(1);
    }

    @Test
    void whatIsTooLargeOrForbiddenIsRefusedOnce() {
        lantern.topic("large", "Groß", "Large", "");
        pushing.browser(lantern.reader("ida5@reader.example", "de", "large"), "/large");
        sink.answering("/large", _ -> Answer.of(413));
        pushing.push(2);

        AlertId alert = lantern.publish("Zu groß", "large");

        Waiting.until("refused", () -> state(alert, "push").equals("refused"));
        assertThat(sink.received("/large")).hasSize(1);
    }

    @Test
    void oneServiceThatNeverAnswersHoldsUpNoOther() {
        lantern.topic("slow", "Langsam", "Slow", "");
        try (var silent = WebSink.open()) {
            var toSilent = new Pushing(lantern, silent);
            Set<String> quick = new HashSet<>();
            for (int i = 0; i < 100; i++) {
                ReaderId reader = lantern.reader("slow" + i + "@reader.example", "de", "slow");
                if (i % 2 == 0) {
                    silent.answering("/" + i, _ -> Answer.silence());
                    toSilent.browser(reader, "/" + i);
                } else {
                    pushing.browser(reader, "/" + i);
                    quick.add("/" + i);
                }
            }
            pushing.push(8);

            AlertId alert = lantern.publish("Nicht alle warten", "slow");

            Waiting.until(
                    Duration.ofSeconds(8),
                    "the others are told",
                    () -> sink.received().size() == 50);
            assertThat(sink.received()).extracting(Received::path).containsExactlyInAnyOrderElementsOf(quick);
            lantern.alerts().stop(alert, Lantern.ADA);
        }
    }

    @Test
    void noSlotSendsBeforeItsOutcomeBeforeIsDurable() {
        lantern.topic("dot", "Punkt", "Dot", "");
        for (int i = 0; i < 60; i++) {
            pushing.browser(lantern.reader("dot" + i + "@reader.example", "de", "dot"), "/dot" + i);
        }
        AlertId alert = lantern.publish("Gehalten", "dot");
        sink.holding();
        pushing.push(8);
        // One server gets three quarters of the slots.
        Waiting.until("each slot has sent one", () -> sink.received().size() == 6);

        db.database().change(tx -> {
            tx.execute("select slice_id from slice_lease for update");
            sink.release();
            Waiting.until("the ledger is stuck", PushTest::isStuck);
            long later = System.nanoTime() + Duration.ofMillis(300).toNanos();
            Waiting.until("a moment has passed", () -> System.nanoTime() > later);
            assertThat(sink.received()).hasSizeLessThanOrEqualTo(8);
        });

        pushing.until(
                "all are told",
                () -> pushes(alert).stream().allMatch(it -> it.state().equals("accepted")));
        assertThat(sink.received())
                .extracting(Received::path)
                .doesNotHaveDuplicates()
                .hasSize(60);
    }

    @Test
    void aSliceOfPushSurvivesARestart() {
        lantern.topic("restart", "Neustart", "Restart", "");
        for (int i = 0; i < 150; i++) {
            pushing.browser(lantern.reader("restart" + i + "@reader.example", "de", "restart"), "/restart" + i);
        }
        AlertId alert = lantern.publish("Weiter", "restart");
        var first = pushing.push(4);
        Waiting.until("some are told", () -> sink.received().size() > 20);
        first.close();
        assertThat(pushes(alert)).extracting(Item::state).contains("waiting");
        pushing.push(4);

        pushing.until(
                "all are told",
                () -> pushes(alert).stream().allMatch(it -> it.state().equals("accepted")));
        assertThat(sink.received())
                .extracting(Received::path)
                .doesNotHaveDuplicates()
                .hasSize(150);
    }

    @Test
    void aMessageInDoubtGoesOnceMoreAndThenEndsUncertain() {
        lantern.topic("doubt", "Zweifel", "Doubt", "");
        pushing.impatient(Duration.ofMillis(200));
        pushing.browser(lantern.reader("doubt@reader.example", "de", "doubt"), "/doubt");
        sink.answering("/doubt", _ -> Answer.silence());
        var posting = pushing.push(2);

        AlertId alert = lantern.publish("Wer weiß", "doubt");
        Waiting.until(
                Duration.ofSeconds(15), "in doubt", () -> state(alert, "push").equals("in-doubt"));
        lantern.clock().advance(Duration.ofSeconds(30));
        posting.wake();

        Waiting.until(
                Duration.ofSeconds(15), "uncertain", () -> state(alert, "push").equals("uncertain"));
        assertThat(sink.received("/doubt")).hasSize(2);
        assertThat(topics("/doubt")).hasSize(1);
    }

    private static boolean isStuck() {
        return db.database()
                        .read(handle ->
                                handle.createQuery("""
                                        select count(*)
                                          from pg_stat_activity
                                         where wait_event_type = 'Lock'
                                           and query like '%insert into outcome%'
                                        """).mapTo(Integer.class).one())
                > 0;
    }

    private Set<String> topics(String path) {
        return sink.received(path).stream().map(it -> it.headers().get("Topic")).collect(Collectors.toSet());
    }

    private String state(AlertId alert, String channel) {
        return lantern.deliveries(alert).stream()
                .filter(it -> it.channel().equals(channel))
                .map(Item::state)
                .findFirst()
                .orElse("none");
    }

    private List<Item> pushes(AlertId alert) {
        return lantern.deliveries(alert).stream()
                .filter(it -> it.channel().equals("push"))
                .toList();
    }

    private static List<String> endpointsKept() {
        return db.database()
                .read(handle -> handle.createQuery("select endpoint from channel")
                        .mapTo(String.class)
                        .list());
    }
}
