package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.ReaderId;
import depesche.alert.AlertId;
import depesche.article.Amendment;
import depesche.article.ArticleId;
import depesche.delivery.ledger.End;
import depesche.mail.Handover.Step;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Reaction;
import depesche.testing.SmtpSink.Received;
import depesche.testing.TestDatabase;
import depesche.testing.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What was wrong is told to exactly those who were told it: outcomes accepted or uncertain with an older revision,
/// whether or not they still follow. The others get the right version only.
class CorrectionsFollowTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private final SmtpSink sink = SmtpSink.start();
    private final Lantern lantern = Lantern.open(db);

    @AfterEach
    void stop() {
        lantern.close();
        sink.close();
    }

    @Test
    void aCorrectionAfterHalfOfASendReachesThoseWhoWereToldWrongAndTheOthersGetTheRightOneOnly() {
        lantern.topic("half", "Hälfte", "Half", "").topic("other", "Anderes", "Other", "");
        ReaderId left = lantern.reader("left@reader.example", "de", "half", "other");
        ReaderId gone = lantern.reader("gone@reader.example", "de", "half");
        ReaderId silent = lantern.reader("silent@reader.example", "de", "half");
        lantern.reader("emil@reader.example", "de", "half");
        lantern.crowd("half", 2_400, "half");
        sink.refuse("emil@reader.example", "552 5.2.2 mailbox full");
        lantern.node(sink, 4);
        ArticleId article = lantern.article("Drei Kräne gestürzt", "half");
        AlertId first = lantern.publish(article);
        Waiting.whileItMoves(
                "half is sent",
                () -> sink.received().size(),
                () -> sink.received().size() >= 1_100);
        lantern.alerts().hold(first, Lantern.ADA);
        lantern.leave(left, "half");
        lantern.unfollow(gone);
        lantern.suppress(silent);

        AlertId correction = lantern.amend(article, correction("Zwei Kräne gestürzt", "half"));
        lantern.alerts().release(first, Lantern.ADA);
        lantern.awaitDone(first);
        lantern.awaitPlanned(correction);
        lantern.awaitDone(correction);

        Set<Integer> wrong = told(first, 1);
        Set<Integer> right = told(first, 2);
        assertThat(wrong).hasSizeGreaterThan(1_000).contains(left.value(), gone.value(), silent.value());
        assertThat(right).hasSizeGreaterThan(500);
        assertThat(wrong).doesNotContainAnyElementsOf(right);
        assertThat(wrong.size() + right.size()).isEqualTo(2_403);
        wrong.removeAll(Set.of(gone.value(), silent.value()));
        assertThat(told(correction, 2)).isEqualTo(wrong);
        assertThat(mails("correction")).hasSize(wrong.size());
        assertThat(sink.receivedBy("left@reader.example")).hasSize(2);
        assertThat(texts("correction")).allMatch(text -> text.contains("Zwei Kräne gestürzt"));
        assertThat(texts("new")).filteredOn(text -> text.contains("Zwei Kräne")).hasSize(right.size());
        assertThat(sink.faults()).isEmpty();
    }

    /// The server took it twice, and hung up both times before it said so.
    @Test
    void whoMayHaveTheWrongVersionIsToldTheRightOneAsWell() {
        lantern.topic("doubt", "Zweifel", "Doubt", "");
        ReaderId doubtful = lantern.reader("doubtful@reader.example", "de", "doubt");
        ReaderId certain = lantern.reader("certain@reader.example", "de", "doubt");
        sink.react(Step.DOT, "doubtful@reader.example", 2, new Reaction.HangUp());
        lantern.node(sink, 2);
        ArticleId article = lantern.article("Drei Kräne", "doubt");
        AlertId first = lantern.publish(article);
        Waiting.until(
                "one is in doubt",
                () -> lantern.progress(first).counts().accepted() == 1 && hasTried(first, doubtful, 1));
        lantern.clock().advance(Duration.ofMinutes(10));
        lantern.awaitDone(first);
        assertThat(lantern.progress(first).counts().uncertain()).isEqualTo(1);

        AlertId correction = lantern.amend(article, correction("Zwei Kräne", "doubt"));
        lantern.awaitPlanned(correction);
        lantern.awaitDone(correction);

        assertThat(told(correction, 2)).containsExactlyInAnyOrder(doubtful.value(), certain.value());
        assertThat(sink.receivedBy("doubtful@reader.example").getLast().header("X-Depesche-Kind"))
                .isEqualTo("correction");
    }

    private boolean hasTried(AlertId alert, ReaderId reader, int times) {
        return lantern.deliveries(alert).stream()
                .anyMatch(
                        item -> item.reader().equals(reader) && item.attempts().size() == times);
    }

    @Test
    void aSecondCorrectionGoesOutAsWellAndTellsEveryoneWhoHadAnyWrongOne() {
        lantern.topic("second", "Zweites", "Second", "").crowd("second", 30, "second");
        lantern.node(sink, 2);
        ArticleId article = lantern.article("Drei Kräne", "second");
        lantern.awaitDone(lantern.publish(article));
        ReaderId late = lantern.reader("late@reader.example", "de", "second");

        AlertId one = lantern.amend(article, correction("Zwei Kräne", "second"));
        lantern.awaitPlanned(one);
        lantern.awaitDone(one);
        int reach = lantern.reachAgain(article);
        AlertId two = lantern.amend(article, correction("Ein Kran", "second"));
        lantern.awaitPlanned(two);
        lantern.awaitDone(two);

        assertThat(told(one, 2)).hasSize(30);
        assertThat(told(two, 3)).isEqualTo(told(one, 2)).hasSize(reach).doesNotContain(late.value());
    }

    @Test
    void nobodyIsPlannedWhileAnOlderRevisionIsUnderWay() {
        lantern.topic("under", "Unterwegs", "Under way", "").crowd("under", 40, "under");
        var answer = new CountDownLatch(1);
        sink.react(Step.DOT, "*", 4, new Reaction.Wait(answer));
        lantern.node(sink, 8);
        ArticleId article = lantern.article("Drei Kräne", "under");
        AlertId first = lantern.publish(article);
        Waiting.until(
                "four are under way",
                () -> sink.talk().stream().filter(it -> it.startsWith("DATA")).count() == 4);

        AlertId correction = lantern.amend(article, correction("Zwei Kräne", "under"));
        assertThat(lantern.planned(correction)).isFalse();
        answer.countDown();
        lantern.awaitPlanned(correction);
        lantern.awaitDone(correction);

        assertThat(told(first, 1)).hasSizeGreaterThanOrEqualTo(4);
        assertThat(told(correction, 2)).isEqualTo(told(first, 1));
    }

    /// As a node that sleeps past its lease.
    @Test
    void whoeverTellsAnOlderRevisionTooLateIsShutOut() {
        lantern.topic("late", "Spät", "Late", "").crowd("sleeps", 1, "late");
        var answer = new CountDownLatch(1);
        sink.react(Step.DOT, "*", 1, new Reaction.Wait(answer));
        lantern.node(sink, 1);
        ArticleId article = lantern.article("Drei Kräne", "late");
        AlertId first = lantern.publish(article);
        Waiting.until("one is under way", () -> sink.talk().stream().anyMatch(it -> it.startsWith("DATA")));
        db.database().change(tx -> tx.execute("update slice_lease set leased_until = now() - interval '1 minute'"));

        AlertId correction = lantern.amend(article, correction("Zwei Kräne", "late"));
        lantern.awaitPlanned(correction);
        answer.countDown();
        lantern.awaitDone(first);

        assertThat(told(first, 1)).isEmpty();
        assertThat(told(first, 2)).hasSize(1);
        assertThat(lantern.progress(correction).planned()).isZero();
    }

    @Test
    void whatIsToldAgainStandsBelowTheFirstMailAndSaysWhatWasWrong() {
        lantern.topic("thread", "Faden", "Thread", "").topic("more", "Mehr", "More", "");
        lantern.reader("ida@reader.example", "de", "thread");
        lantern.reader("emil.thread@reader.example", "en", "more");
        lantern.node(sink, 1);
        ArticleId article = lantern.article("Drei Kräne", "thread");
        lantern.awaitDone(lantern.publish(article));
        AlertId update = lantern.amend(
                article, new Amendment.Update(Optional.empty(), Lantern.text("Drei Kräne", "thread", "more")));
        lantern.awaitPlanned(update);
        Waiting.until(
                "emil is told of what is new to him",
                () -> sink.receivedBy("emil.thread@reader.example").size() == 1);

        AlertId correction = lantern.amend(article, correction("Zwei Kräne", "thread", "more"));
        lantern.awaitPlanned(correction);
        lantern.awaitDone(correction);
        AlertId reply = lantern.amend(article, new Amendment.Reply("So war es nicht", "<p>Nein.</p>", "das Hafenamt"));
        lantern.awaitPlanned(reply);
        lantern.awaitDone(reply);

        List<Received> ida = sink.receivedBy("ida@reader.example");
        List<Received> emil = sink.receivedBy("emil.thread@reader.example");
        assertThat(ida)
                .extracting(mail -> mail.header("X-Depesche-Kind"))
                .containsExactly("new", "update", "correction", "reply");
        assertThat(emil)
                .extracting(mail -> mail.header("X-Depesche-Kind"))
                .containsExactly("new", "correction", "reply");
        for (List<Received> mails : List.of(ida, emil)) {
            String id = mails.getFirst().header("Message-ID");
            assertThat(mails.subList(1, mails.size()))
                    .allMatch(mail -> mail.header("References").equals(id))
                    .allMatch(mail -> mail.header("In-Reply-To").equals(id))
                    .allMatch(mail -> !mail.header("Message-ID").equals(id));
        }
        assertThat(ida.get(2).header("Subject")).isEqualTo("=?UTF-8?Q?Korrektur=3A_Hafen=3A_Zwei_Kr=C3=A4ne?=");
        assertThat(ida.get(2).header("DKIM-Signature")).contains("references", "in-reply-to");
        assertThat(text(ida.get(2)))
                .contains("Es waren nicht drei.", "weil wir Ihnen den Artikel gemeldet haben", "- Faden");
        assertThat(text(ida.get(2)).indexOf("Es waren nicht drei."))
                .isLessThan(text(ida.get(2)).indexOf("Zwei Kräne"));
        assertThat(text(emil.getLast())).contains("das Hafenamt has replied to it", "So war es nicht");
    }

    @Test
    void aKillWithdrawsWhatWaitsAndTellsTheOthersWithoutRepeatingAnything() {
        lantern.topic("kill", "Aus", "Kill", "").crowd("kill", 2_000, "kill");
        lantern.node(sink, 4);
        ArticleId article = lantern.article("Drei Kräne gestürzt", "kill");
        AlertId first = lantern.publish(article);
        Waiting.until("some is sent", () -> sink.received().size() >= 300);

        AlertId withdrawal = lantern.amend(article, new Amendment.Kill("Die Kräne gibt es nicht"));
        lantern.awaitPlanned(withdrawal);
        var report = lantern.awaitDone(first);
        lantern.awaitDone(withdrawal);

        assertThat(report.counts().withdrawn()).isPositive();
        assertThat(report.counts().withdrawn() + report.counts().accepted()).isEqualTo(2_000);
        assertThat(told(withdrawal, 1)).isEqualTo(told(first, 1));
        assertThat(mails("new")).hasSize(report.counts().accepted());
        assertThat(mails("withdrawal")).hasSize(report.counts().accepted());
        for (Received mail : mails("withdrawal")) {
            assertThat(everything(mail))
                    .contains(
                            "Zurückgezogen",
                            "https://lantern.example/" + article + "\n",
                            "=?UTF-8?Q?Zur=C3=BCckgezogen")
                    .doesNotContainIgnoringCase("kräne", "kraene", "=C3=A4ne", "Hafen", "Sturm", "Schiff", "gestuerzt");
        }
    }

    private static Amendment correction(String headline, String... topics) {
        return new Amendment.Correction("Es waren nicht drei.", Lantern.text(headline, topics));
    }

    /// Whom the ledger says to have been told in a revision.
    private Set<Integer> told(AlertId alert, int revision) {
        return lantern.deliveries(alert).stream()
                .filter(item -> item.attempts().stream()
                        .anyMatch(attempt -> attempt.revision() == revision
                                && Set.of(End.ACCEPTED, End.UNCERTAIN).contains(attempt.end())))
                .map(item -> item.reader().value())
                .collect(Collectors.toSet());
    }

    private List<Received> mails(String kind) {
        return sink.received().stream()
                .filter(mail -> mail.header("X-Depesche-Kind").equals(kind))
                .toList();
    }

    private Stream<String> texts(String kind) {
        return mails(kind).stream().map(CorrectionsFollowTest::text);
    }

    private static String text(Received mail) {
        return part(mail, "text/plain");
    }

    private static String part(Received mail, String type) {
        String from = mail.message().substring(mail.message().indexOf("Content-Type: " + type));
        String body = from.substring(from.indexOf("\r\n\r\n") + 4);
        return QuotedPrintableText.of(body.substring(0, body.indexOf("\r\n--=_")));
    }

    private static String everything(Received mail) {
        String headers = mail.message().substring(0, mail.message().indexOf("\r\n\r\n"));
        return headers + text(mail) + part(mail, "text/html");
    }
}
