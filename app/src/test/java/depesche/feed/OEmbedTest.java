package depesche.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.article.Article;
import depesche.testing.TestPaper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OEmbedTest {

    @RegisterExtension
    static final TestPaper paper = new TestPaper();

    @BeforeAll
    static void topics() {
        paper.topic("hafen", "Hafen", "Harbour", "");
    }

    @Test
    void whoFindsAnArticleFindsWhatToShowOfIt() throws Exception {
        Article article = paper.publish(TestPaper.text("Sturm \"Ida\" <b>& Söhne", "hafen"));

        var page = Jsoup.parse(paper.get(article.path()).body());
        JsonNode json = new ObjectMapper()
                .readTree(
                        follow(page.select("link[type=application/json+oembed]").attr("href")));
        var xml = Jsoup.parse(follow(page.select("link[type=text/xml+oembed]").attr("href")), Parser.xmlParser());

        assertThat(json.path("type").asText()).isEqualTo("rich");
        assertThat(json.path("version").asText()).isEqualTo("1.0");
        assertThat(json.path("title").asText()).isEqualTo("Sturm \"Ida\" <b>& Söhne");
        assertThat(json.path("author_name").asText()).isEqualTo("Tom Tinte, Ada Abend");
        assertThat(json.path("provider_name").asText()).isEqualTo("The Lantern");
        assertThat(json.path("width").asInt()).isEqualTo(600);
        var shown = Jsoup.parse(json.path("html").asText());
        assertThat(shown.select("blockquote a").attr("href")).isEqualTo("https://lantern.example" + article.path());
        assertThat(shown.select("blockquote a").text()).isEqualTo("Sturm \"Ida\" <b>& Söhne");
        assertThat(shown.select("b, script")).isEmpty();
        assertThat(xml.select("oembed > html").first().wholeText())
                .isEqualTo(json.path("html").asText());
    }

    @Test
    void itKeepsToTheRoomThereIs() {
        Article article = paper.publish(TestPaper.text("Enge", "hafen"));

        String answer = embedded("https://lantern.example" + article.path(), "&maxwidth=320&maxheight=90");

        assertThat(answer).contains("\"width\":320", "\"height\":90");
    }

    @Test
    void whatIsNotPublicOrNotOursIsNotThere() {
        Article draft = paper.draft(TestPaper.text("Entwurf", "hafen"));
        Article killed = paper.publish(TestPaper.text("Ente", "hafen"));
        paper.kill(killed);

        for (String url : List.of(
                "https://lantern.example/" + draft.id() + "/entwurf",
                "https://lantern.example" + killed.path(),
                "https://lantern.example.evil.example/1/x",
                "https://other.example/1/x",
                "https://lantern.example/99999999999999999999",
                "javascript:alert(1)",
                "")) {
            var answer = paper.get("/oembed?url=" + URLEncoder.encode(url, StandardCharsets.UTF_8));
            assertThat(answer.statusCode()).as(url).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("Ente", "Entwurf");
        }
        assertThat(paper.get("/oembed").statusCode()).isEqualTo(404);
        assertThat(paper.get("/oembed?url=x&format=yaml").statusCode()).isEqualTo(501);
        assertThat(paper.get("/oembed?url=x&maxwidth=-1").statusCode()).isEqualTo(400);
    }

    private static String embedded(String url, String more) {
        return paper.get("/oembed?url=" + URLEncoder.encode(url, StandardCharsets.UTF_8) + more)
                .body();
    }

    private static String follow(String address) {
        return paper.get(address.substring("https://lantern.example".length())).body();
    }
}
