package depesche.site;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.article.Amendment;
import depesche.article.Article;
import depesche.testing.TestPaper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The archive by the paper's clock, which is Berlin's.
class ArchivePagesTest {

    @RegisterExtension
    static final TestPaper paper = new TestPaper();

    @BeforeEach
    void emptyPaper() {
        paper.database().change(tx -> tx.execute("truncate article, topic restart identity cascade"));
        paper.store.dropAll();
        paper.topic("hafen", "Hafen", "Harbour", "");
    }

    @Test
    void aDayBeginsAtMidnightOfThePapersClockAlsoWhenClocksChange() {
        published("Winter", "2026-03-28T22:59:59Z");
        published("Kurz, früh", "2026-03-28T23:00:00Z");
        published("Kurz, spät", "2026-03-29T21:59:59Z");
        published("Danach", "2026-03-29T22:00:00Z");
        published("Lang, früh", "2026-10-24T22:00:00Z");
        published("Lang, spät", "2026-10-25T22:59:59Z");
        published("Nach der langen Nacht", "2026-10-25T23:00:00Z");

        assertThat(headlines("/archive/2026/03/29")).containsExactly("Kurz, spät", "Kurz, früh");
        assertThat(headlines("/archive/2026/10/25")).containsExactly("Lang, spät", "Lang, früh");
        assertThat(neighbours("/archive/2026/03/29")).containsExactly("/archive/2026/03/28", "/archive/2026/03/30");
        assertThat(neighbours("/archive/2026/03/30")).containsExactly("/archive/2026/03/29", "/archive/2026/10/25");
    }

    @Test
    void allThatIsNoDayOfThePaperIsNotThere() {
        published("Schalttag", "2024-02-29T11:00:00Z");
        published("Später", "2024-05-01T11:00:00Z");

        for (String path : List.of(
                "/archive/2024/2/29",
                "/archive/2024/02/30",
                "/archive/2023/02/29",
                "/archive/2024/13/01",
                "/archive/2024/00/01",
                "/archive/0000/01/01",
                "/archive/9999/01/01",
                "/archive/2024/02/28",
                "/archive/2024/05/02",
                "/archive/2024/01",
                "/archive/2024/06",
                "/archive/2023",
                "/archive/2025",
                "/archive/24/02/29",
                "/archive/2024-02-29",
                "/archive/2024/02/29/1",
                "/archive/%D9%A2%D9%A0%D9%A2%D9%A4/02/29",
                "/archive/2024/02/-1",
                "/archive/x",
                "/archive/2024/02/29?before=x",
                "/archive/2024/02/29?before=99")) {
            assertThat(paper.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(headlines("/archive/2024/02/29")).containsExactly("Schalttag");
        assertThat(page("/archive/2024/03/01").select("p.empty").text()).contains("nichts erschienen");
        assertThat(neighbours("/archive/2024/03/01")).containsExactly("/archive/2024/02/29", "/archive/2024/05/01");
        assertThat(page("/archive/2024/03").select("p.empty").text()).contains("nichts erschienen");
    }

    @Test
    void yearsMonthsAndDaysLinkToWhatIsInThem() {
        assertThat(page("/archive").select("p.empty").text()).isEqualTo("Bisher ist nichts erschienen.");
        published("Früh", "2024-02-29T11:00:00Z");
        published("Spät", "2026-11-28T11:00:00Z");
        published("Noch später", "2026-11-30T11:00:00Z");

        assertThat(page("/archive").select(".parts a").eachText()).containsExactly("2024", "2026");
        assertThat(page("/archive/2026").select(".parts a").eachText()).containsExactly("November 2026");
        assertThat(page("/archive/2026/11").select(".parts a").eachText())
                .containsExactly("Samstag, 28. November 2026", "Montag, 30. November 2026");
        assertThat(neighbours("/archive/2026")).containsExactly("/archive/2024");
        assertThat(paper.get("/archive/2026/11/28?before=99").statusCode()).isEqualTo(404);
        assertThat(neighbours("/archive/2024/02")).containsExactly("/archive/2026/11");
        assertThat(page("/archive/2026/11/28").select(".path a").eachAttr("href"))
                .containsExactly("/archive", "/archive/2026", "/archive/2026/11");
        assertThat(paper.get("/sitemap.xml").body()).contains("/archive</loc>");
        assertThat(page("/").select("footer a[href=/archive]").text()).isEqualTo("Archiv");
    }

    @Test
    void whatChangesDropsExactlyThePagesThatShowIt() {
        Article first = published("Der Erste", "2026-11-20T11:00:00Z");
        published("Der Zweite", "2026-11-24T11:00:00Z");
        List<String> all = List.of(
                "/archive",
                "/archive/2026",
                "/archive/2026/11",
                "/archive/2026/11/20",
                "/archive/2026/11/22",
                "/archive/2026/11/24");

        assertThat(droppedBy(all, () -> published("Noch einer", "2026-11-24T12:00:00Z")))
                .containsExactly("/archive/2026/11/24");
        assertThat(droppedBy(all, () -> published("Der Nächste", "2026-11-25T12:00:00Z")))
                .containsExactly("/archive/2026/11", "/archive/2026/11/24");
        assertThat(droppedBy(
                        all,
                        () -> paper.amend(
                                first, new Amendment.Correction("Falsch", TestPaper.text("Berichtigt", "hafen")))))
                .containsExactly("/archive/2026/11/20");
        assertThat(headlines("/archive/2026/11/20")).containsExactly("Berichtigt");

        assertThat(droppedBy(all, () -> paper.kill(first)))
                .contains("/archive/2026/11/20", "/archive/2026/11/22", "/archive/2026/11");
        assertThat(paper.get("/archive/2026/11/20").statusCode()).isEqualTo(404);
        assertThat(paper.get("/archive/2026/11/22").statusCode()).isEqualTo(404);
        assertThat(neighbours("/archive/2026/11/24")).containsExactly("/archive/2026/11/25");
    }

    @Test
    void aFullDayGoesOnOnTheNextPage() {
        for (int i = 0; i < 103; i++) {
            published("Meldung " + i, "2026-11-28T00:00:00Z");
        }

        Document first = page("/archive/2026/11/28");
        Document second = page(first.select(".more a").attr("href"));

        assertThat(first.select(".teaser")).hasSize(100);
        assertThat(second.select(".teaser .headline").eachText())
                .containsExactly("Meldung 2", "Meldung 1", "Meldung 0");
        assertThat(second.select(".more")).isEmpty();
    }

    private List<String> droppedBy(List<String> paths, Runnable change) {
        paths.forEach(this::page);
        change.run();
        return paths.stream().filter(path -> !paper.store.stands(path)).toList();
    }

    private Article published(String headline, String at) {
        Instant shortBefore = Instant.parse(at).minus(TestPaper.UNTIL_PUBLISHED);
        paper.clock.advance(Duration.between(paper.clock.instant(), shortBefore));
        return paper.publish(TestPaper.text(headline, "hafen"));
    }

    private List<String> headlines(String path) {
        return page(path).select(".teaser .headline").eachText();
    }

    private List<String> neighbours(String path) {
        return page(path).select("nav.pages a").eachAttr("href");
    }

    private Document page(String path) {
        var answer = paper.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }
}
