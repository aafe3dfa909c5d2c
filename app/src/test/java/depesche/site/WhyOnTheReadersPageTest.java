package depesche.site;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.ReaderId;
import depesche.testing.TestNewsroom;
import depesche.web.Json;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A reader asks on their own page why they were told of an article, or were not.
class WhyOnTheReadersPageTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    @Test
    void theReadersPageSaysWhyAnArticleCameAndKeepsWhatIsNotPublicToItself() {
        newsroom.call("POST", "/topics", "{\"slug\": \"harbour\", \"labels\": {\"de\": \"Hafen\"}}");
        newsroom.call(
                "POST",
                "/readers/import",
                "{\"email\": \"ida@reader.example\", \"follows\": [{\"topic\": \"harbour\", \"cadence\": \"instant\"}],"
                        + " \"consent\": {\"at\": \"2026-01-01T00:00:00Z\", \"source\": \"test\"}}\n");
        int ida = Integer.parseInt(field(
                newsroom.call("GET", "/readers?email=ida@reader.example", "").body(), "/items/0/id"));
        String me = "/me/" + newsroom.rooms().ground().links().me(new ReaderId(ida));
        String text = "{\"headline\": \"Sturm\", \"body\": \"<p>a</p>\", \"topics\": [\"harbour\"]}";
        String draft = field(newsroom.call("POST", "/articles", text).body(), "/id");
        String article = field(newsroom.call("POST", "/articles", text).body(), "/id");
        newsroom.call("POST", "/articles/" + article + "/publication", "{\"alert\": true}");
        newsroom.settle();

        var page = Jsoup.parse(newsroom.get(me).body());
        var why = newsroom.get(me + "?article=" + article);

        assertThat(page.select("a[href$=?article=" + article + "]").text()).isEqualTo("Sturm");
        assertThat(why.statusCode()).isEqualTo(200);
        assertThat(Jsoup.parse(why.body()).select("li").eachText())
                .anyMatch(sentence -> sentence.startsWith("Gefolgt wird „Hafen“ seit"))
                .anyMatch(sentence -> sentence.startsWith("Meldung vom"));
        assertThat(newsroom.get(me + "?article=" + draft).statusCode()).isEqualTo(404);
        assertThat(newsroom.get(me + "?article=x").statusCode()).isEqualTo(404);
    }

    private static String field(String json, String path) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8))
                .orElseThrow()
                .at(path)
                .asText();
    }
}
