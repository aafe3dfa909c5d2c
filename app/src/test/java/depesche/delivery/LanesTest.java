package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.alert.AlertId;
import depesche.article.ArticleId;
import depesche.mail.Handover.Step;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Reaction;
import depesche.testing.SmtpSink.Received;
import depesche.testing.TestDatabase;
import depesche.testing.Waiting;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Who goes first: by lane and by turn, never by luck; and in which words.
class LanesTest {

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
    void breakingNewsOvertakeABacklogThatWasClaimedBefore() {
        lantern.topic("backlog", "Rückstau", "Backlog", "").crowd("backlog", 6_000, "backlog");
        lantern.topic("urgent", "Eilig", "Urgent", "").crowd("urgent", 1_500, "urgent");
        var go = new CountDownLatch(1);
        sink.react(Step.DOT, "*", 4, new Reaction.Wait(go));
        lantern.node(sink, 8);
        AlertId slow = lantern.publish("Rückstau", "backlog");
        Waiting.until("the backlog is under way", () -> rcpts() >= 4);

        AlertId urgent = lantern.publish(lantern.breaking("Eilig", "urgent"));
        Waiting.until("the node has claimed it", () -> lantern.isClaimed(urgent));
        go.countDown();
        lantern.awaitDone(urgent);
        lantern.awaitDone(slow);

        List<Integer> places = placesOf("urgent");
        assertThat(places).hasSize(1_500);
        // Claimed is not yet in hand: a few more of the backlog leave while its receivers are read.
        assertThat(places.getFirst()).isLessThan(1_000);
        assertThat(places.getLast()).isLessThan(1_500 + 1_000);
    }

    @Test
    void aSmallAlertGoesBesideALargeOneOfItsLaneAndNotBehindIt() {
        lantern.topic("large", "Groß", "Large", "").crowd("large", 20_000, "large");
        lantern.topic("small", "Klein", "Small", "").crowd("small", 1_000, "small");
        lantern.node(sink, 8);
        AlertId large = lantern.publish("Groß", "large");
        Waiting.until("the large one is under way", () -> sink.received().size() >= 1_000);

        int before = sink.received().size();
        AlertId small = lantern.publish("Klein", "small");
        lantern.awaitDone(small);
        lantern.alerts().stop(large, Lantern.ADA);
        lantern.awaitDone(large);

        List<Integer> places = placesOf("small");
        assertThat(places).hasSize(1_000);
        assertThat(places.getLast()).isLessThan(before + 16_000);
    }

    @Test
    void whatStillWaitsIsCarriedInTheWordsOfTheArticleAsItIsNow() {
        lantern.topic("words", "Wörter", "Words", "").crowd("words", 2_500, "words");
        var go = new CountDownLatch(1);
        sink.react(Step.DOT, "*", 4, new Reaction.Wait(go));
        lantern.node(sink, 8);
        ArticleId article = lantern.article("Falsch", "words");
        AlertId alert = lantern.publish(article);
        Waiting.until("it is under way", () -> rcpts() >= 4);

        lantern.edit(article, "Richtig", "words");
        Waiting.until("the node has heard", () -> lantern.hasHeard(alert, 2));
        go.countDown();
        lantern.awaitDone(alert);

        var headlines = sink.received().stream()
                .map(mail -> mail.header("Subject").endsWith("Falsch"))
                .toList();
        assertThat(headlines).hasSize(2_500);
        assertThat(headlines.stream().filter(isWrong -> isWrong)).hasSize(4);
        assertThat(lantern.deliveries(alert))
                .allSatisfy(item -> assertThat(item.attempts()).hasSize(1));
    }

    @Test
    void aConnectionThatIsNeverGreetedKeepsNobodyWaiting() {
        lantern.topic("mute", "Stumm", "Mute", "").crowd("mute", 50, "mute");
        sink.mute(3);
        lantern.node(sink, 4);

        AlertId alert = lantern.publish("Stumm", "mute");
        var report = lantern.awaitDone(alert);

        assertThat(report.counts().accepted()).isEqualTo(50);
    }

    @Test
    void whoeverIsPromisedToAConnectionThatIsNeverGreetedGoesOverAnother() {
        lantern.topic("one", "Einer", "One", "").crowd("one", 1, "one");
        sink.mute(1);
        lantern.node(sink, 2);

        AlertId alert = lantern.publish("Für einen", "one");
        var report = lantern.awaitDone(alert);

        assertThat(report.counts().accepted()).isEqualTo(1);
        assertThat(sink.connections()).isEqualTo(2);
    }

    private long rcpts() {
        return sink.talk().stream().filter(line -> line.startsWith("RCPT")).count();
    }

    private List<Integer> placesOf(String crowd) {
        List<String> recipients =
                sink.received().stream().map(Received::recipient).toList();
        return IntStream.range(0, recipients.size())
                .filter(place -> recipients.get(place).startsWith(crowd))
                .boxed()
                .toList();
    }
}
