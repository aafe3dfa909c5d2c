package depesche.feed;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.article.Amendment;
import depesche.article.Article;
import depesche.testing.TestPaper;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// RFC 5005 and RFC 6721: what somebody has who looks again after any time.
class FeedPartsTest {

    private static final String SITE = "https://lantern.example";

    @RegisterExtension
    static final TestPaper paper = new TestPaper();

    @Test
    void partsThatWereLinkedStayWhatTheyAre() {
        paper.topic("chronik", "Chronik", "Chronicle", "");
        publish(100, "chronik");
        Map<String, Document> before = parts("/topics/chronik/feed.atom");

        publish(70, "chronik");
        Map<String, Document> after = parts("/topics/chronik/feed.atom");

        assertThat(before).hasSizeGreaterThan(2);
        assertThat(after).hasSizeGreaterThan(before.size());
        before.entrySet().stream()
                .skip(1)
                .forEach(part -> assertThat(after.get(part.getKey()).outerHtml())
                        .as(part.getKey())
                        .isEqualTo(part.getValue().outerHtml()));
        List<String> ids =
                after.values().stream().flatMap(part -> entries(part).stream()).toList();
        assertThat(ids).hasSize(170);
        assertThat(new HashSet<>(ids)).hasSize(170);
    }

    @Test
    void onlyOlderPartsAreArchivesAndAllNameTheNewest() {
        paper.topic("akten", "Akten", "Files", "");
        publish(70, "akten");

        for (String feed : List.of("/topics/akten/feed.atom", "/topics/akten/feed.rss")) {
            List<Document> parts = List.copyOf(parts(feed).values());

            assertThat(parts.getFirst().getElementsByTag("fh:archive")).isEmpty();
            assertThat(link(parts.getFirst(), "current")).isEmpty();
            for (Document archive : parts.subList(1, parts.size())) {
                assertThat(archive.getElementsByTag("fh:archive")).hasSize(1);
                assertThat(link(archive, "current")).containsExactly(SITE + feed);
                assertThat(link(archive, "self")).isNotEqualTo(link(archive, "current"));
                assertThat(link(archive, "next")).isEqualTo(link(archive, "prev-archive"));
            }
        }
    }

    @Test
    void theNewestPartTellsWhatWasSinceItsOldestArticleHoweverOldThat() {
        paper.topic("alt", "Alt", "Old", "");
        paper.topic("anderes", "Anderes", "Other", "");
        Article corrected = paper.publish(TestPaper.text("Vor langem", "alt"));
        Article killed = paper.publish(TestPaper.text("Lange falsch", "alt"));
        Article elsewhere = paper.publish(TestPaper.text("Woanders", "anderes"));
        publish(70, "alt");
        assertThat(entries(part("/topics/alt/feed.atom"))).doesNotContain(id(corrected));

        paper.amend(corrected, new Amendment.Correction("Doch nicht.", TestPaper.text("Vor langem", "alt")));
        paper.kill(killed);
        paper.kill(elsewhere);

        for (String feed : List.of("/topics/alt/feed.atom", "/feed.atom")) {
            Document newest = part(feed);
            assertThat(entries(newest)).contains(id(corrected)).doesNotContain(id(killed));
            assertThat(tombstones(newest)).contains(id(killed));
        }
        assertThat(tombstones(part("/topics/alt/feed.atom"))).doesNotContain(id(elsewhere));
        assertThat(tombstones(part("/feed.atom"))).contains(id(elsewhere));
    }

    @Test
    void anArchiveTellsWhatOfItWasKilledAndItsAddressStays() {
        paper.topic("grube", "Grube", "Pit", "");
        List<Article> articles = publish(100, "grube");
        String archive = parts("/topics/grube/feed.atom").keySet().stream()
                .skip(1)
                .findFirst()
                .orElseThrow();
        long end = Long.parseLong(archive.replaceFirst(".*=", ""));
        Article last =
                articles.stream().filter(it -> it.id().value() == end).findAny().orElseThrow();
        Article within = articles.getFirst();

        paper.kill(last);
        paper.kill(within);

        assertThat(paper.get(archive).statusCode()).isEqualTo(200);
        var walked = List.copyOf(parts("/topics/grube/feed.atom").values());
        assertThat(tombstones(walked.getLast())).contains(id(within));
        assertThat(walked.stream().flatMap(part -> entries(part).stream())).hasSize(98);
    }

    @Test
    void aTopicWithoutArticlesHasAFeedAllTheSame() {
        paper.topic("leer", "Leer", "Empty", "");

        assertThat(parts("/topics/leer/feed.atom")).hasSize(1);
        assertThat(entries(part("/topics/leer/feed.atom"))).isEmpty();
        assertThat(paper.get("/topics/leer/feed.atom?before=999999999").statusCode())
                .isEqualTo(404);
    }

    @Test
    void idsKeepTheNameUnderWhichThePaperBegan() {
        paper.topic("umzug", "Umzug", "Move", "");
        Article article = paper.publish(TestPaper.text("Wir ziehen um", "umzug"));

        for (String site :
                List.of("http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:80", "http://news.internal")) {
            FeedAuthority.keep(paper.database(), URI.create(site));
        }
        assertThat(name("https://Erste.example")).isEqualTo("erste.example");
        FeedAuthority.keep(paper.database(), URI.create("https://erste.example"));
        FeedAuthority.keep(paper.database(), URI.create("https://zweite.example"));

        assertThat(name("https://zweite.example")).isEqualTo("erste.example");
        paper.edit(article, TestPaper.text("Wir sind umgezogen", "umzug"));
        assertThat(entries(part("/topics/umzug/feed.atom")))
                .containsExactly("tag:erste.example,2026:article/" + article.id());
        paper.database().change(tx -> tx.execute("delete from feed_authority"));
    }

    private static String name(String site) {
        return paper.database().read(tx -> FeedAuthority.name(tx, URI.create(site)));
    }

    private static List<Article> publish(int many, String topic) {
        return IntStream.rangeClosed(1, many)
                .mapToObj(number -> paper.publish(TestPaper.text("Nummer " + number, topic)))
                .toList();
    }

    /// All parts by their addresses, the newest first.
    private static Map<String, Document> parts(String feed) {
        Map<String, Document> parts = new LinkedHashMap<>();
        List<String> next = List.of(SITE + feed);
        while (!next.isEmpty()) {
            String path = next.getFirst().substring(SITE.length());
            parts.put(path, part(path));
            next = link(parts.get(path), "prev-archive");
        }
        return parts;
    }

    private static Document part(String path) {
        return Jsoup.parse(paper.get(path).body(), Parser.xmlParser());
    }

    private static List<String> link(Document part, String relation) {
        return part.select("[rel=" + relation + "]").eachAttr("href");
    }

    private static List<String> entries(Document part) {
        var ids = new ArrayList<String>();
        for (Element entry : part.getElementsByTag("entry")) {
            ids.add(entry.getElementsByTag("id").text());
        }
        return ids;
    }

    private static List<String> tombstones(Document part) {
        return part.getElementsByTag("at:deleted-entry").eachAttr("ref");
    }

    private static String id(Article article) {
        return "tag:lantern.example,2026:article/" + article.id();
    }
}
