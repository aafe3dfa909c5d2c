package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.LinkTokens.AlertLink;
import depesche.account.ReaderId;
import depesche.alert.AlertId;
import depesche.article.ArticleId;
import depesche.channel.ChannelKind;
import depesche.delivery.ledger.CarriedInDigests;
import depesche.delivery.why.Explaining;
import depesche.delivery.why.WhyWords;
import depesche.digest.MailSubjects;
import depesche.follow.Cadence;
import depesche.follow.ReaderWish;
import depesche.mail.Handover.Step;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Reaction;
import depesche.testing.SmtpSink.Received;
import depesche.testing.TestDatabase;
import depesche.testing.Waiting;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.roaringbitmap.RoaringBitmap;

class DigestTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private SmtpSink sink;
    private Lantern lantern;

    @BeforeEach
    void open() {
        sink = SmtpSink.start();
        lantern = Lantern.open(db);
        db.database()
                .change(tx -> tx.execute("truncate reader, follow, reader_wish, topic, digest_mark, alert, article"
                        + " restart identity cascade"));
        lantern.topic("harbour", "Hafen", "Harbour", "").topic("weather", "Wetter", "Weather", "");
        db.database().change(tx -> tx.execute("update planning set latest = '-infinity'"));
    }

    @AfterEach
    void close() {
        lantern.close();
        sink.close();
    }

    @Test
    void anArticleOfTwoTopicsStandsInADigestOnce() {
        ReaderId ida = reader("ida", Cadence.DAILY, "harbour", "weather");
        lantern.node(sink, 1);
        AlertId alone = lantern.publish("Kräne stehen still", "harbour");
        lantern.publish("Sturm am Hafen", "harbour", "weather");

        AlertId digest = lantern.closeDigests();
        assertThat(digest.value()).isZero();
        toSevenOClock();
        digest = lantern.closeDigests();
        lantern.awaitDone(digest);

        assertThat(sink.received()).hasSize(1);
        Received mail = sink.received().getFirst();
        assertThat(mail.header("X-Depesche-Kind")).isEqualTo("digest");
        assertThat(mail.header("X-Depesche-Alert")).isEqualTo(digest.toString());
        assertThat(mail.header("List-Id")).contains(".topics.lantern.example");
        assertThat(mail.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(text(mail))
                .containsOnlyOnce("\nKräne stehen still\n")
                .containsOnlyOnce("\nSturm am Hafen\n")
                .contains("== Hafen ==", "- Hafen\n", "- Wetter\n");
        assertThat(lantern.progress(alone).inDigest()).isEqualTo(1);
        assertThat(lantern.progress(alone).planned()).isEqualTo(1);
        assertThat(subjects(digest, ida)).as("two topics and an author").isEqualTo(3);
    }

    @Test
    void eachReaderFindsTheirOwnAndWhoHasNothingGetsNothing() {
        reader("ida", Cadence.DAILY, "harbour");
        reader("emil", Cadence.DAILY, "weather");
        reader("nobody", Cadence.DAILY);
        lantern.node(sink, 2);
        lantern.publish("Nur vom Hafen", "harbour");
        lantern.publish("Nur vom Wetter", "weather");

        toSevenOClock();
        lantern.awaitDone(lantern.closeDigests());

        assertThat(sink.received()).hasSize(2);
        assertThat(text("ida")).contains("Nur vom Hafen").doesNotContain("Nur vom Wetter");
        assertThat(text("emil")).contains("Nur vom Wetter").doesNotContain("Nur vom Hafen");
    }

    @Test
    void whatWasKilledIsLeftOutAndADigestOfItAloneIsWithdrawn() {
        reader("ida", Cadence.DAILY, "harbour");
        reader("emil", Cadence.DAILY, "weather");
        ArticleId wrong = lantern.article("Ganz falsch", "harbour", "weather");
        lantern.publish(wrong);
        lantern.publish("Ganz richtig", "harbour");
        toSevenOClock();
        AlertId digest = lantern.closeDigests();

        lantern.kill(wrong);
        lantern.node(sink, 1);
        var report = lantern.awaitDone(digest);

        assertThat(report.counts().accepted()).isEqualTo(1);
        assertThat(report.counts().withdrawn()).isEqualTo(1);
        assertThat(text("ida")).contains("Ganz richtig", "Ein neuer Artikel").doesNotContain("falsch");
    }

    @Test
    void anArticleThatChangesMeanwhileIsToldAsItIsNowAndTheLedgerKnowsWhichEditionWasTold() {
        ReaderId ida = reader("ida", Cadence.DAILY, "harbour");
        ReaderId emil = reader("emil", Cadence.DAILY, "harbour");
        ArticleId article = lantern.article("Alte Fassung", "harbour");
        lantern.publish(article);
        lantern.wishes(emil, wishing(8, Optional.empty()), BERLIN);
        toSevenOClock();
        lantern.node(sink, 1);
        lantern.awaitDone(lantern.closeDigests());

        lantern.clock().advance(Duration.ofHours(1));
        AlertId second = lantern.closeDigests();
        lantern.awaitDone(second);
        lantern.edit(article, "Neue Fassung", "harbour");

        assertThat(text("ida")).contains("Alte Fassung");
        assertThat(toldBefore(article, 2)).containsExactly(ida.value(), emil.value());
        assertThat(toldBefore(article, 1)).isEmpty();
    }

    @Test
    void whoLeftATopicMeanwhileIsNotTakenForOneWhoWasTold() {
        ReaderId ida = reader("ida", Cadence.DAILY, "harbour", "weather");
        ReaderId emil = reader("emil", Cadence.DAILY, "harbour", "weather");
        ArticleId left = lantern.article("Vom Wetter", "weather");
        ArticleId kept = lantern.article("Vom Hafen", "harbour");
        lantern.publish(left);
        lantern.publish(kept);
        toSevenOClock();
        AlertId digest = lantern.closeDigests();

        lantern.leave(ida, "weather");
        lantern.node(sink, 1);
        lantern.awaitDone(digest);

        assertThat(text("ida")).contains("Vom Hafen").doesNotContain("Vom Wetter");
        assertThat(text("emil")).contains("Vom Hafen", "Vom Wetter");
        assertThat(toldBefore(left, 2)).containsExactly(emil.value());
        assertThat(toldBefore(kept, 2)).containsExactly(ida.value(), emil.value());
        assertThat(why(ida, left)).anyMatch(sentence -> sentence.contains("ließ die Sammelmail weg"));
        assertThat(why(ida, kept)).noneMatch(sentence -> sentence.contains("ließ die Sammelmail weg"));
        assertThat(why(emil, left)).noneMatch(sentence -> sentence.contains("ließ die Sammelmail weg"));
    }

    @Test
    void aDigestThatWaitsIsSentInItsNewEdition() {
        ReaderId ida = reader("ida", Cadence.DAILY, "harbour");
        ArticleId article = lantern.article("Alte Fassung", "harbour");
        lantern.publish(article);
        toSevenOClock();
        AlertId digest = lantern.closeDigests();

        lantern.edit(article, "Neue Fassung", "harbour");
        lantern.node(sink, 1);
        lantern.awaitDone(digest);

        assertThat(text("ida")).contains("Neue Fassung").doesNotContain("Alte");
        assertThat(toldBefore(article, 2)).isEmpty();
        assertThat(toldBefore(article, 3)).containsExactly(ida.value());
        assertThat(lantern.deliveries(digest).getFirst().attempts().getFirst().revision())
                .isEqualTo(2);
    }

    @Test
    void whatWasHeldComesWithTheNextDigestAfterItsRelease() {
        reader("ida", Cadence.DAILY, "harbour");
        AlertId held = lantern.publish("In Zweifel", "harbour");
        lantern.publish("Ohne Zweifel", "harbour");
        lantern.alerts().hold(held, Lantern.ADA);
        lantern.node(sink, 1);
        toSevenOClock();
        lantern.awaitDone(lantern.closeDigests());
        assertThat(text("ida")).contains("Ohne Zweifel").doesNotContain("In Zweifel");

        lantern.alerts().release(held, Lantern.ADA);
        lantern.closeDigests();
        lantern.clock().advance(Duration.ofDays(1));
        lantern.awaitDone(lantern.closeDigests());

        assertThat(sink.received()).hasSize(2);
        assertThat(text(sink.received().getLast())).contains("In Zweifel").doesNotContain("Ohne Zweifel");
    }

    @Test
    void theThirdOfTwoADayComesWithTheNextDigest() {
        ReaderId ida = reader("ida", Cadence.INSTANT, "harbour");
        lantern.wishes(ida, wishing(7, Optional.of(2)), BERLIN);
        lantern.node(sink, 1);

        lantern.awaitDone(lantern.publish("Erstes", "harbour"));
        lantern.awaitDone(lantern.publish("Zweites", "harbour"));
        AlertId third = lantern.publish("Drittes", "harbour");
        toSevenOClock();
        lantern.awaitDone(lantern.closeDigests());

        assertThat(lantern.progress(third).inDigest()).isEqualTo(1);
        assertThat(sink.received())
                .extracting(mail -> mail.header("X-Depesche-Kind"))
                .containsExactly("new", "new", "digest");
        assertThat(text(sink.received().getLast())).contains("Drittes");
    }

    @Test
    void aPauseKeepsTheDigestBackAndWeeklyComesOnItsDay() {
        ReaderId ida = reader("ida", Cadence.DAILY, "harbour");
        reader("emil", Cadence.WEEKLY, "harbour");
        lantern.publish("Hafenfest", "harbour");
        lantern.wishes(
                ida,
                new ReaderWish(
                        7,
                        DayOfWeek.MONDAY,
                        Optional.empty(),
                        false,
                        Optional.of(ReaderWish.UNTIL_UNDONE),
                        Optional.empty(),
                        true),
                BERLIN);
        lantern.node(sink, 1);

        toSevenOClock();
        lantern.closeDigests();
        lantern.awaitDone(lantern.closeDigests());

        assertThat(sink.received()).extracting(Received::recipient).containsExactly("emil@reader.example");
        assertThat(sink.received().getFirst().header("Subject")).contains("Wochen");
    }

    @Test
    void breakingNewsOvertakeDigestsThatWait() {
        lantern.crowd("calm", 3_000, "harbour").crowd("alarm", 300, "weather");
        db.database().change(tx -> tx.execute("""
                update follow
                   set cadence = 'daily'
                  from topic t
                 where t.id = subject_id
                   and t.slug = 'harbour'
                """));
        lantern.publish("Ruhiger Tag", "harbour");
        toSevenOClock();
        AlertId digest = lantern.closeDigests();
        var go = new CountDownLatch(1);
        sink.react(Step.DOT, "*", 4, new Reaction.Wait(go));
        lantern.node(sink, 8);
        Waiting.until("digests are under way", () -> sink.received().size() == 4);

        AlertId alarm = lantern.publish(lantern.breaking("Alarm", "weather"));
        Waiting.until("the node has claimed it", () -> lantern.isClaimed(alarm));
        go.countDown();
        lantern.awaitDone(alarm);
        lantern.awaitDone(digest);

        List<String> recipients =
                sink.received().stream().map(Received::recipient).toList();
        assertThat(recipients).hasSize(3_300).doesNotHaveDuplicates();
        // Claimed is not yet in hand: a few more digests leave while its receivers are read.
        assertThat(recipients.subList(0, 1_300))
                .filteredOn(it -> it.startsWith("alarm"))
                .hasSize(300);
    }

    /// 2 March 2026 is a Monday.
    private void toSevenOClock() {
        Instant seven = Instant.parse("2026-03-02T06:00:00Z");
        lantern.clock().advance(Duration.between(lantern.clock().instant(), seven));
    }

    private ReaderId reader(String name, Cadence cadence, String... topics) {
        ReaderId reader = lantern.reader(name + "@reader.example", "de");
        for (String topic : topics) {
            lantern.follow(reader, topic, cadence);
        }
        return reader;
    }

    private static ReaderWish wishing(int hour, Optional<Integer> mostADay) {
        return new ReaderWish(hour, DayOfWeek.MONDAY, Optional.empty(), false, Optional.empty(), mostADay, true);
    }

    private int subjects(AlertId digest, ReaderId reader) {
        return db.database()
                .read(tx -> MailSubjects.of(tx, new AlertLink(digest.value(), reader)))
                .size();
    }

    private static int[] toldBefore(ArticleId article, int revision) {
        return db.database()
                .read(tx -> new CarriedInDigests(db.database()).readers(tx, article, revision))
                .getOrDefault(ChannelKind.EMAIL, new RoaringBitmap())
                .toArray();
    }

    private static List<String> why(ReaderId reader, ArticleId article) {
        var explanation = new Explaining(db.database()).of(reader, article).orElseThrow();
        return new WhyWords(Locale.GERMAN, BERLIN).sentences(explanation);
    }

    private String text(String name) {
        List<Received> mails = sink.receivedBy(name + "@reader.example");
        assertThat(mails).hasSize(1);
        return text(mails.getFirst());
    }

    private static String text(Received mail) {
        String message = mail.message();
        int part = message.indexOf("\r\n\r\n", message.indexOf("text/plain"));
        return QuotedPrintableText.of(message.substring(part, message.indexOf("\r\n--=_", part)));
    }
}
