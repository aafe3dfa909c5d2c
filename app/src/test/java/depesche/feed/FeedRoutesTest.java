package depesche.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.article.Article;
import depesche.testing.TestPaper;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class FeedRoutesTest {

    private static final String ATOM = "http://www.w3.org/2005/Atom";

    @RegisterExtension
    static final TestPaper paper = new TestPaper();

    @TempDir
    static Path folder;

    private final ObjectMapper json = new ObjectMapper();

    @BeforeAll
    static void topics() {
        paper.topic("wirtschaft", "Wirtschaft", "Business", "");
        paper.topic("hafen", "Hafen & Kai", "Harbour", "wirtschaft");
    }

    @Test
    void entriesNameTopicsAndAuthors() throws Exception {
        paper.publish(TestPaper.text("Kran", "hafen"));

        for (String path : List.of("/feed.atom", "/topics/wirtschaft/feed.rss")) {
            JsonNode read = ForeignReaders.all().getFirst().read().read(paper.address() + path, folder);

            assertThat(read.path("broken").asBoolean()).as(path).isFalse();
            JsonNode entry = read.path("entries").get(0);
            assertThat(entry.path("tags").get(0).asText()).isEqualTo("Hafen & Kai");
            assertThat(entry.path("authors").get(0).asText()).isEqualTo("Tom Tinte");
        }
    }

    @Test
    void theJsonFeedSaysTheSame() throws Exception {
        Article article = paper.publish(TestPaper.text("Kran \"Elf\" kippt", "hafen"));

        JsonNode feed = json.readTree(paper.get("/topics/hafen/feed.json").body());

        assertThat(feed.path("version").asText()).isEqualTo("https://jsonfeed.org/version/1.1");
        JsonNode item = feed.path("items").get(0);
        assertThat(item.path("id").asText()).isEqualTo("tag:lantern.example,2026:article/" + article.id());
        assertThat(item.path("title").asText()).isEqualTo("Kran \"Elf\" kippt");
        assertThat(item.path("content_text").asText()).isNotEmpty();
    }

    @Test
    void anEditChangesTheEntryAndNotItsIdentity() throws Exception {
        Article article = paper.publish(TestPaper.text("Erster Titel", "hafen"));
        Document before = xml("/feed.atom");

        paper.edit(article, TestPaper.text("Zweiter Titel", "hafen"));

        Document after = xml("/feed.atom");
        assertThat(text(after, "title")).contains("Zweiter Titel").doesNotContain("Erster Titel");
        assertThat(text(after, "id")).isEqualTo(text(before, "id"));
        assertThat(text(after, "updated")).isEqualTo(text(before, "updated"));
    }

    @Test
    void aKilledArticleLeavesFeedsAndSitemaps() {
        Article article = paper.publish(TestPaper.text("Ente", "hafen"));

        paper.kill(article);

        for (String path : List.of(
                "/feed.atom",
                "/feed.rss",
                "/feed.json",
                "/topics/hafen/feed.atom",
                "/sitemap.xml",
                "/news-sitemap.xml")) {
            assertThat(paper.get(path).body()).as(path).doesNotContain("/" + article.id() + "/");
        }
    }

    @Test
    void whoHasTheFeedIsToldSo() {
        HttpResponse<String> first = paper.get("/feed.atom");
        String tag = first.headers().firstValue("etag").orElseThrow();

        assertThat(first.headers().firstValue("content-type")).hasValue("application/atom+xml; charset=utf-8");
        for (String path : List.of("/feed.rss", "/sitemap.xml", "/news-sitemap.xml")) {
            assertThat(paper.get(path).headers().firstValue("cache-control"))
                    .hasValue("public, max-age=0, stale-while-revalidate=30");
        }
        assertThat(paper.get("/").headers().firstValue("cache-control")).hasValue("public, max-age=0, must-revalidate");
        assertThat(paper.get("/feed.atom", "If-None-Match", tag).statusCode()).isEqualTo(304);
        paper.publish(TestPaper.text("Etwas Neues", "hafen"));
        assertThat(paper.get("/feed.atom", "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void aFeedGoesOnToTheFirstArticle() throws Exception {
        paper.topic("chronik", "Chronik", "Chronicle", "");
        for (int i = 1; i <= 65; i++) {
            paper.publish(TestPaper.text("Tag " + i, "chronik"));
        }

        var ids = new ArrayList<String>();
        Optional<String> next = Optional.of("/topics/chronik/feed.json");
        while (next.isPresent()) {
            JsonNode feed = json.readTree(paper.get(next.get()).body());
            feed.path("items").forEach(item -> ids.add(item.path("id").asText()));
            next = Optional.ofNullable(feed.get("next_url"))
                    .map(url -> url.asText().replace("https://lantern.example", ""));
        }

        assertThat(ids).hasSize(65);
        assertThat(new HashSet<>(ids)).hasSize(65);
        assertThat(paper.get("/topics/chronik/feed.json?before=x").statusCode()).isEqualTo(404);
        assertThat(paper.get("/topics/nichts/feed.atom").statusCode()).isEqualTo(404);
    }

    @Test
    void sitemapsListWhatIsPublicAndNewsOnlyWhatIsNew() throws Exception {
        Article old = paper.publish(TestPaper.text("Altes", "hafen"));
        Article draft = paper.draft(TestPaper.text("Entwurf", "hafen"));
        paper.clock.advance(Duration.ofDays(3));
        Article fresh = paper.publish(TestPaper.text("Frisches & <Neues>", "hafen"));

        xml("/sitemap.xml");
        String sitemap = paper.get("/sitemap.xml").body();
        Document news = xml("/news-sitemap.xml");

        assertThat(sitemap)
                .contains("https://lantern.example" + old.path(), "https://lantern.example" + fresh.path())
                .contains("https://lantern.example/topics/hafen")
                .doesNotContain("/" + draft.id() + "/");
        NodeList titles = news.getElementsByTagNameNS("http://www.google.com/schemas/sitemap-news/0.9", "title");
        assertThat(titles.getLength()).isEqualTo(1);
        assertThat(titles.item(0).getTextContent()).isEqualTo("Frisches & <Neues>");
        assertThat(xml("/sitemap-1.xml")).isNotNull();
        assertThat(paper.get("/sitemap-2.xml").statusCode()).isEqualTo(404);
        assertThat(paper.get("/sitemap-x.xml").statusCode()).isEqualTo(404);
    }

    @Test
    void whatXmlCannotCarryIsLeftOut() throws Exception {
        String written = Xml.document()
                .open("a", "b", "\"<&>\u0001\t")
                .text("c", "x\u0000\u000B\uFFFE\uD800y\uD83D\uDE00")
                .close("a")
                .toString();

        Document read = parsed(written);
        assertThat(read.getDocumentElement().getTextContent().strip()).isEqualTo("xy\uD83D\uDE00");
    }

    private static List<String> text(Document feed, String element) {
        NodeList found = feed.getElementsByTagNameNS(ATOM, element);
        var texts = new ArrayList<String>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }

    private static Document xml(String path) throws Exception {
        return parsed(paper.get(path).body());
    }

    private static Document parsed(String text) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
