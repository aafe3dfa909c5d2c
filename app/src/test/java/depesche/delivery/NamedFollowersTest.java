package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.ReaderId;
import depesche.alert.AlertId;
import depesche.article.Amendment;
import depesche.article.ArticleId;
import depesche.article.Submission;
import depesche.delivery.why.Explaining;
import depesche.delivery.why.WhyWords;
import depesche.follow.Cadence;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Received;
import depesche.testing.TestDatabase;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Who follows a story or an author is told of what bears it, once, whatever else they follow.
class NamedFollowersTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private final SmtpSink sink = SmtpSink.start();
    private final Lantern lantern = Lantern.open(db);
    private final Naming naming = new Naming(lantern);
    private ReaderId all = new ReaderId(1);
    private ReaderId author = new ReaderId(1);

    @BeforeEach
    void readers() {
        db.database()
                .change(tx -> tx.execute(
                        "truncate reader, topic, article, saved_search, author, story restart identity cascade"));
        lantern.topic("harbour", "Hafen", "Harbour", "");
        naming.story("strike", "Streik");
        naming.author("Ida Klein");
        naming.author("Tom Okafor");
        all = lantern.reader("all@reader.example", "de", "harbour");
        naming.follow(all, "story:strike", Cadence.INSTANT);
        naming.follow(all, "author:ida-klein", Cadence.DAILY);
        naming.follow(all, "author:tom-okafor", Cadence.INSTANT);
        new Seeking(lantern).follow(all, "kran", Cadence.INSTANT);
        author = lantern.reader("author@reader.example", "en");
        naming.follow(author, "author:ida-klein", Cadence.INSTANT);
        naming.follow(lantern.reader("story@reader.example", "en"), "story:strike", Cadence.INSTANT);
        naming.follow(lantern.reader("breaking@reader.example", "en"), "story:strike", Cadence.BREAKING);
        naming.follow(lantern.reader("daily@reader.example", "en"), "author:tom-okafor", Cadence.DAILY);
    }

    @AfterEach
    void stop() {
        lantern.close();
        sink.close();
    }

    @Test
    void oneMailWhateverMeetsAndItSaysWhat() {
        lantern.node(sink, 4);

        ArticleId article = lantern.article(text("Kran kippt", Optional.of("strike"), "Von IDA KLEIN und Tom Okafor"));
        assertThat(lantern.reach(article).readers()).isEqualTo(4);
        assertThat(lantern.reach(article).overlapping()).isOne();
        AlertId alert = lantern.publish(article);
        lantern.awaitDone(alert);

        assertThat(sink.received())
                .extracting(Received::recipient)
                .containsExactlyInAnyOrder("all@reader.example", "author@reader.example", "story@reader.example");
        assertThat(mail("all@reader.example"))
                .contains("weil Sie dem hier folgen", "- Hafen\n", "- Dossier „Streik“", "- Artikel von Ida Klein")
                .contains("- Artikel von Tom Okafor", "- Suche „kran“");
        assertThat(mail("author@reader.example"))
                .contains("because you follow:", "- Articles by Ida Klein", "By IDA KLEIN und Tom Okafor")
                .doesNotContain("- Harbour", "Articles by Tom", "- Story");
        assertThat(sink.receivedBy("author@reader.example").getLast().message())
                .contains("<ida-klein.authors.lantern.example>");
        assertThat(sink.receivedBy("story@reader.example").getLast().message())
                .contains("<strike.stories.lantern.example>");
        assertThat(sink.receivedBy("all@reader.example").getLast().message())
                .contains("<harbour.topics.lantern.example>");
    }

    @Test
    void whoLeavesTheAuthorWhileTheMailWaitsGetsNone() {
        ArticleId article = lantern.article(text("Flut", Optional.empty(), "Ida Klein"));
        AlertId alert = lantern.publish(article);
        naming.leave(author, "author:ida-klein");

        lantern.node(sink, 1);
        lantern.awaitDone(alert);

        assertThat(sink.received()).extracting(Received::recipient).containsExactly("all@reader.example");
    }

    /// Who was told of it already is not told again, however it is followed now.
    @Test
    void followersOfAStoryAndAnAuthorThatACorrectionAddsGetTheArticleAsNewOnce() {
        lantern.node(sink, 4);
        ArticleId article = lantern.article(text("Flut", Optional.empty(), "Niemand Sonst"));
        lantern.awaitDone(lantern.publish(article));
        assertThat(sink.received()).extracting(Received::recipient).containsExactly("all@reader.example");

        AlertId correction = lantern.amend(
                article, new Amendment.Correction("Von wem?", text("Flut", Optional.of("strike"), "Ida Klein")));
        lantern.awaitPlanned(correction);
        lantern.awaitDone(correction);
        lantern.alerts().ofArticle(article).forEach(alert -> lantern.awaitDone(alert.id()));

        assertThat(sink.received())
                .filteredOn(mail -> mail.message().contains("X-Depesche-Kind: new"))
                .extracting(Received::recipient)
                .containsExactlyInAnyOrder("all@reader.example", "author@reader.example", "story@reader.example");
        assertThat(sink.received())
                .filteredOn(mail -> mail.message().contains("X-Depesche-Kind: correction"))
                .extracting(Received::recipient)
                .contains("all@reader.example");
    }

    @Test
    void aBylineInOtherCaseTellsNobodyAnew() {
        lantern.node(sink, 4);
        ArticleId article = lantern.article(text("Flut", Optional.of("strike"), "Tom Okafor"));
        lantern.awaitDone(lantern.publish(article));
        var late = lantern.reader("late@reader.example", "en");
        naming.follow(late, "author:tom-okafor", Cadence.INSTANT);

        AlertId update = lantern.amend(
                article, new Amendment.Update(Optional.empty(), text("Flut", Optional.of("strike"), "TOM OKAFOR")));
        lantern.awaitPlanned(update);
        lantern.awaitDone(update);

        assertThat(lantern.alerts().ofArticle(article)).hasSize(2);
        assertThat(sink.receivedBy("late@reader.example")).isEmpty();
    }

    @Test
    void whyNamesTheStoryAndTheAuthorFollowed() {
        ArticleId article = lantern.article(text("Flut", Optional.of("strike"), "Ida Klein"));
        lantern.awaitPlanned(lantern.publish(article));

        var explained = new Explaining(db.database()).of(all, article).orElseThrow();

        assertThat(new WhyWords(Locale.GERMAN, ZoneId.of("Europe/Berlin")).sentences(explained))
                .anyMatch(it -> it.startsWith("Gefolgt wird dem Dossier „Streik“"))
                .anyMatch(it -> it.startsWith("Gefolgt wird Artikeln von Ida Klein"));
    }

    private String mail(String reader) {
        String message = sink.receivedBy(reader).getLast().message();
        int part = message.indexOf("\r\n\r\n", message.indexOf("text/plain"));
        return QuotedPrintableText.of(message.substring(part, message.indexOf("\r\n--=_", part)));
    }

    private static Submission text(String headline, Optional<String> story, String byline) {
        return Naming.text(headline, false, List.of(byline), story, "harbour");
    }
}
