package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.alert.AlertId;
import depesche.article.ArticleId;
import depesche.mail.MailRoute;
import depesche.mail.smtp.SmtpClient;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Received;
import depesche.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Each follower of any of an article's topics gets exactly one mail, which names the follows that were the reason.
class EachFollowerOnceTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private final SmtpSink sink = SmtpSink.start();
    private final Lantern lantern = Lantern.open(db);

    @BeforeAll
    static void topics() {
        try (var lantern = Lantern.open(db)) {
            lantern.topic("geopolitics", "Geopolitik", "Geopolitics", "")
                    .topic("harbour", "Hafen", "Harbour", "geopolitics")
                    .topic("weather", "Wetter", "Weather", "")
                    .topic("storm", "Sturm", "Storm", "weather")
                    .topic("cranes", "Kräne", "Cranes", "")
                    .topic("chess", "Schach", "Chess", "");
            lantern.reader("ida@reader.example", "de", "harbour", "weather");
            lantern.reader("emil@reader.example", "en", "geopolitics");
            lantern.reader("four@reader.example", "de", "harbour", "weather", "storm", "cranes");
            lantern.reader("chess@reader.example", "de", "chess");
            lantern.reader("nothing@reader.example", "de");
        }
    }

    @AfterEach
    void stop() {
        lantern.close();
        sink.close();
    }

    @Test
    void eachFollowerOfFourTopicsAndTheirParentsGetsOneMailThatNamesTheFollows() {
        lantern.node(sink, 4);

        AlertId alert = lantern.publish("Sturm schließt Hafen", "harbour", "storm", "cranes", "weather");
        var report = lantern.awaitDone(alert);

        assertThat(report.counts().accepted()).isEqualTo(3);
        assertThat(report.state()).isEqualTo(Progress.State.DONE);
        assertThat(sink.received())
                .extracting(Received::recipient)
                .containsExactlyInAnyOrder("ida@reader.example", "emil@reader.example", "four@reader.example");
        assertThat(text("ida@reader.example"))
                .contains("- Hafen\n", "- Wetter\n", "weil Sie diesen Themen folgen")
                .doesNotContain("- Sturm", "Geopolitik", "Kräne");
        assertThat(text("emil@reader.example"))
                .contains("- Geopolitics (which includes Harbour)\n")
                .doesNotContain("Weather");
        assertThat(text("four@reader.example")).contains("- Hafen\n", "- Sturm\n", "- Kräne\n", "- Wetter\n");
        assertThat(sink.faults()).isEmpty();
    }

    @Test
    void theMailCarriesTheHeadersThatTheContractNames() {
        lantern.node(sink, 1);

        AlertId alert = lantern.publish("Sturm zieht ab", "storm");
        lantern.awaitDone(alert);

        Received mail = sink.receivedBy("four@reader.example").getFirst();
        assertThat(mail.sender()).matches("bounces\\+[a-z2-7]{32}@lantern\\.example");
        assertThat(mail.header("Message-ID")).matches("<[a-z2-7]{32}@lantern\\.example>");
        assertThat(mail.header("Subject")).isEqualTo("Hafen: Sturm zieht ab");
        assertThat(mail.header("List-Id")).isEqualTo("Sturm <storm.topics.lantern.example>");
        assertThat(mail.header("List-Unsubscribe"))
                .matches("<https://lantern\\.example/unsubscribe/[\\w-]+>,\\s+<mailto:unsubscribe@lantern.example.*>");
        assertThat(mail.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(mail.header("X-Depesche-Alert")).isEqualTo(alert.toString());
        assertThat(mail.header("X-Depesche-Kind")).isEqualTo("new");
        assertThat(mail.header("DKIM-Signature")).contains("list-unsubscribe-post", "x-depesche-alert", "message-id");
    }

    @Test
    void whatIsPredictedIsPlannedAndDelivered() {
        lantern.node(sink, 2);
        ArticleId article = lantern.article("Kräne stehen still", "cranes", "harbour");

        var reach = lantern.reach(article);
        AlertId alert = lantern.publish(article);

        assertThat(reach.readers()).isEqualTo(3);
        assertThat(reach.overlapping()).isEqualTo(1);
        assertThat(lantern.awaitDone(alert).planned()).isEqualTo(3);
        assertThat(sink.received()).hasSize(3);
    }

    @Test
    void publishingAgainGivesTheFirstAlertAndTellsNobodyTwice() {
        lantern.node(sink, 2);
        ArticleId article = lantern.article("Schachclub gewinnt", "chess");

        AlertId first = lantern.publish(article);
        AlertId second = lantern.publish(article);
        lantern.awaitDone(first);

        assertThat(second).isEqualTo(first);
        assertThat(sink.received()).hasSize(1);
    }

    @Test
    void anArticlePublishedQuietlyTellsNobodyThenOrLater() {
        ArticleId article = lantern.article("Kleine Meldung", "chess");

        var quiet = lantern.announcing().publishQuietly(article);
        var later = lantern.announcing().publish(article);

        assertThat(quiet.alert()).isEmpty();
        assertThat(later.alert()).isEmpty();
    }

    @Test
    void tenThousandReadersOnTwoNodesGetOneMailEach() {
        lantern.topic("crowded", "Gedränge", "Crowded", "");
        lantern.crowd("reader", 10_000, "crowded");
        MailRoute route = new SmtpClient(sink.server(), "lantern.example");
        lantern.node(route, 16);
        lantern.node(route, 16);

        AlertId alert = lantern.publish("Gedränge am Hafen", "crowded");
        var report = lantern.awaitDone(alert);

        Map<String, Long> mails =
                sink.received().stream().collect(Collectors.groupingBy(Received::recipient, Collectors.counting()));
        assertThat(mails).hasSize(10_000);
        assertThat(mails.values()).containsOnly(1L);
        assertThat(report.counts().accepted()).isEqualTo(10_000);
        assertThat(lantern.deliveries(alert)).hasSize(10_000).allSatisfy(item -> {
            assertThat(item.state()).isEqualTo("accepted");
            assertThat(item.attempts()).hasSize(1);
        });
        assertThat(sink.mostOpenAtOnce()).isLessThanOrEqualTo(32);
    }

    private String text(String recipient) {
        List<Received> mails = sink.receivedBy(recipient);
        assertThat(mails).hasSize(1);
        String message = mails.getFirst().message();
        int part = message.indexOf("\r\n\r\n", message.indexOf("text/plain"));
        return QuotedPrintableText.of(message.substring(part, message.indexOf("\r\n--=_", part)));
    }
}
