package depesche.site;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.article.Amendment;
import depesche.article.Article;
import depesche.testing.TestPaper;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What was corrected, answered and withdrawn, as readers and their programs see it, at once.
class CorrectionsOnTheSiteTest {

    @RegisterExtension
    static final TestPaper paper = new TestPaper();

    @BeforeAll
    static void topics() {
        paper.topic("hafen", "Hafen", "Harbour", "");
    }

    @Test
    void anArticleListsItsCorrectionsAndRepliesAfterItsSources() {
        Article article = paper.publish(TestPaper.text("Drei Kräne", "hafen"));
        page(article.path());

        paper.amend(article, new Amendment.Update(Optional.of("Der Wind."), TestPaper.text("Drei Kräne", "hafen")));
        paper.amend(article, new Amendment.Correction("Zwei & nicht drei.", TestPaper.text("Drei Kräne", "hafen")));
        paper.amend(article, new Amendment.Reply("Falsch", "<p>Nein.</p><script>x</script>", "Hafenamt"));

        Document page = page(article.path());
        assertThat(page.select(".article > .sources, .article > .corrections, .article > .reply")
                        .eachAttr("class"))
                .containsExactly("sources", "corrections", "reply");
        assertThat(page.select(".corrections h2").text()).isEqualTo("Berichtigungen");
        assertThat(page.select(".corrections li").eachText())
                .containsExactly(
                        "Aktualisiert, " + time(page, 0) + ": Der Wind.",
                        "Berichtigt, " + time(page, 1) + ": Zwei & nicht drei.");
        assertThat(page.select(".reply").text()).contains("Gegendarstellung von Hafenamt", "Falsch", "Nein.");
        assertThat(page.select(".reply script")).isEmpty();
        assertThat(page.select("script[type=application/ld+json]").html())
                .contains("\"correction\":[{\"@type\":\"CorrectionComment\",\"text\":\"Zwei \\u0026 nicht drei.\"")
                .doesNotContain("Der Wind.");
    }

    @Test
    void aKilledArticleIsGoneEverywhereAtOnceAndNothingOfItIsRepeated() {
        Article article = paper.publish(TestPaper.text("Erfundene Meldung", "hafen"));
        paper.amend(
                article, new Amendment.Correction("Kein Wort war wahr.", TestPaper.text("Erfundene Meldung", "hafen")));
        List<String> shown = List.of(
                "/",
                "/topics/hafen",
                "/feed.rss",
                "/feed.json",
                "/topics/hafen/feed.atom",
                "/feed.atom",
                "/sitemap.xml",
                "/news-sitemap.xml",
                "/corrections");
        shown.forEach(
                address -> assertThat(paper.get(address).body()).as(address).contains("/" + article.id() + "/"));

        paper.kill(article);

        shown.forEach(address -> assertThat(paper.get(address).body())
                .as(address)
                .doesNotContain("/" + article.id() + "/")
                .doesNotContainIgnoringCase("erfundene")
                .doesNotContain("Kein Wort war wahr"));
        var gone = paper.get(article.path());
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(Jsoup.parse(gone.body()).title()).containsIgnoringCase("zurückgezogen");
        assertThat(gone.body())
                .doesNotContainIgnoringCase("erfundene")
                .doesNotContain("Orkanstärke", "drei Uhr", "wrong");
        assertThat(paper.get("/" + article.id()).statusCode()).isEqualTo(410);
        assertThat(page("/corrections").select(".withdrawal").text()).contains("ist zurückgezogen");
    }

    @Test
    void atomTellsFeedReadersToDropWhatWasKilledAndToTakeWhatWasAmended() {
        Article killed = paper.publish(TestPaper.text("Falsch gemeldet", "hafen"));
        Article corrected = paper.publish(TestPaper.text("Fast richtig", "hafen"));
        String before = updated(corrected);

        paper.edit(corrected, TestPaper.text("Fast, richtig", "hafen"));
        assertThat(updated(corrected)).isEqualTo(before);
        paper.amend(corrected, new Amendment.Correction("Nicht ganz.", TestPaper.text("Richtig", "hafen")));
        paper.kill(killed);

        assertThat(updated(corrected)).isGreaterThan(before);
        for (String address : List.of("/feed.atom", "/topics/hafen/feed.atom")) {
            Document feed = Jsoup.parse(paper.get(address).body(), Parser.xmlParser());
            var stone = feed.getElementsByTag("at:deleted-entry").stream()
                    .filter(it -> it.attr("ref").endsWith(":article/" + killed.id()))
                    .toList();
            assertThat(stone).hasSize(1);
            assertThat(stone.getFirst().attr("when"))
                    .isEqualTo(paper.clock.instant().toString());
            assertThat(feed.select("feed > updated").text())
                    .isEqualTo(paper.clock.instant().toString());
        }
    }

    @Test
    void theCorrectionsPageListsTheNewestFirst() {
        Article one = paper.publish(TestPaper.text("Eins", "hafen"));
        Article two = paper.publish(TestPaper.text("Zwei", "hafen"));

        paper.amend(two, new Amendment.Correction("Es waren drei.", TestPaper.text("Drei", "hafen")));
        paper.amend(one, new Amendment.Reply("Stimmt nicht", "<p>Nein.</p>", "Hafenamt"));

        Document page = page("/corrections");
        assertThat(page.select(".said h2 a").eachText()).startsWith("Eins", "Drei");
        assertThat(page.select(".said p").eachText()).contains("Es waren drei.", "Stimmt nicht");
        assertThat(page("/").select("footer a[href=/corrections]")).hasSize(1);
    }

    private static String updated(Article article) {
        Document feed = Jsoup.parse(paper.get("/feed.atom").body(), Parser.xmlParser());
        return feed.getElementsByTag("entry").stream()
                .filter(entry -> entry.getElementsByTag("id").text().endsWith(":article/" + article.id()))
                .map(entry -> entry.getElementsByTag("updated").text())
                .findAny()
                .orElseThrow();
    }

    private static String time(Document page, int place) {
        return page.select(".corrections time").get(place).text();
    }

    private static Document page(String path) {
        var answer = paper.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }
}
