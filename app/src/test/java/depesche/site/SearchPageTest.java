package depesche.site;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SearchPageTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static String killed = "";

    @BeforeAll
    static void paper() {
        newsroom.call("POST", "/topics", "{\"slug\": \"hafen\", \"labels\": {\"de\": \"Hafen\"}}");
        for (int i = 1; i <= 23; i++) {
            publish("Lotse " + i + " <b>geht</b>");
        }
        killed = publish("Lotse verleumdet");
        Waiting.until(
                "the last is found",
                () -> page("/search?q=verleumdet").select("h3").text().equals("Lotse verleumdet"));
        newsroom.call("POST", "/articles/" + killed + "/kill", "{\"reason\": \"wrong\"}");
    }

    @Test
    void whatIsFoundStandsWithItsWordsMarked() {
        Document page = page("/search?q=Lotse");

        assertThat(page.select(".results article")).hasSize(20);
        assertThat(page.select(".results h3 mark").eachText()).hasSize(20).containsOnly("Lotse");
        assertThat(page.select(".results h3 b")).isEmpty();
        assertThat(page.select(".count").text()).isEqualTo("23 Artikel");
        assertThat(page.select("#q").val()).isEqualTo("Lotse");
        Document more = page(page.select("a[rel=next]").attr("href"));
        assertThat(more.select(".results article")).hasSize(3);
    }

    @Test
    void whatIsFoundTravelsPackedForThoseWhoTakeIt() throws IOException {
        HttpRequest.Builder asked = HttpRequest.newBuilder(newsroom.baseUrl().resolve("/search?q=Lotse"));
        HttpResponse<byte[]> packed;
        try (var client = HttpClient.newHttpClient()) {
            packed = client.sendAsync(
                            asked.header("Accept-Encoding", "gzip;q=0.5, br;q=0")
                                    .build(),
                            BodyHandlers.ofByteArray())
                    .join();
        }

        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.headers().firstValue("Vary")).contains("Accept-Encoding");
        String plain = newsroom.get("/search?q=Lotse").body();
        try (var bytes = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(new String(bytes.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(plain);
        }
        assertThat(packed.body()).hasSizeLessThan(plain.length() / 2);
    }

    @Test
    void aKilledArticleIsNotFoundAndNothingOfItIsShown() {
        assertThat(page("/search?q=verleumdet").select(".results article")).isEmpty();
        assertThat(page("/search?q=Lotse").text()).doesNotContain("verleumdet");
    }

    @Test
    void whatIsFoundCanBeNarrowedByLinksAndWidenedAgain() {
        Document page = page("/search?q=Lotse");

        assertThat(page.select(".facets .by").eachText()).containsExactly("Themen", "Jahre");
        assertThat(page.select(".facets li").eachText()).containsExactly("Hafen 23", "2026 23");
        Document onTopic = page(page.select(".facets a").first().attr("href"));
        assertThat(onTopic.select("#q").val()).isEqualTo("Lotse topic:hafen");
        assertThat(onTopic.select(".count").text()).isEqualTo("23 Artikel");
        Document inYear = page(onTopic.select(".facets a").last().attr("href"));
        assertThat(inYear.select("#q").val()).isEqualTo("Lotse topic:hafen from:2026-01-01 to:2026-12-31");
        assertThat(inYear.select(".facets [aria-current=true]").eachText())
                .containsExactly("Hafen 23 × aufheben", "2026 23 × aufheben");
        Document offTopic = page(inYear.select(".facets [aria-current]").first().attr("href"));
        assertThat(offTopic.select("#q").val()).isEqualTo("Lotse from:2026-01-01 to:2026-12-31");
        assertThat(page(offTopic.select(".facets [aria-current]").attr("href"))
                        .select("#q")
                        .val())
                .isEqualTo("Lotse");
    }

    @Test
    void whatFindsNothingCannotBeNarrowed() {
        for (String text : List.of("", "nirgends", "Lotse topic:nix", "verleumdet", "-Lotse")) {
            assertThat(page("/search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                            .select(".facets"))
                    .as(text)
                    .isEmpty();
        }
        assertThat(page("/search?q=Lotse&after=1_1").select(".facets")).isEmpty();
    }

    @Test
    void whatMayHaveBeenMeantIsALinkThatFindsIt() {
        Document page = page("/search?q=%22Lotsse+23%22+-Regen+topic:hafen");

        assertThat(page.select(".results .count").text()).isEqualTo("Nichts gefunden");
        assertThat(page.select(".results .meant").text()).isEqualTo("Meinten Sie: \"Lotse 23\" -Regen topic:hafen");
        assertThat(page.select(".results .empty")).as("no other hint beside it").isEmpty();
        Document meant = page(page.select(".meant a").attr("href"));
        assertThat(meant.select(".results h3").eachText()).containsExactly("Lotse 23 <b>geht</b>");
        assertThat(meant.select(".meant")).isEmpty();
        assertThat(page("/search?q=verleumdett").select(".meant")).isEmpty();
        assertThat(page("/search?q=Zzyzzyva").select(".meant")).isEmpty();
        assertThat(page("/search?q=Zzyzzyva").select(".results .empty")).hasSize(1);
    }

    @Test
    void whateverIsAskedIsAPage() {
        for (String text :
                List.of("", "\"><script>alert(1)</script>", "' or 1=1", "x".repeat(3_000), "\u0000\uD800", "-a")) {
            HttpResponse<String> answer = newsroom.get("/search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Jsoup.parse(answer.body()).select("script:not([src])")).isEmpty();
        }
        assertThat(newsroom.get("/search?q=Lotse&after=nonsense").statusCode()).isEqualTo(200);
        assertThat(newsroom.get("/search?q=Lotse&after=-999999999999999999_1").statusCode())
                .isEqualTo(200);
        assertThat(newsroom.get("/search?q=%ff%fe").statusCode()).isIn(200, 400);
    }

    @Test
    void aSearchCanBeFollowedFromItsPage() {
        Document page = page("/search?q=Lotse+%22geht%22+-Kran+from:2026-01-31");

        var form = page.select(".tell form.follow");
        assertThat(form.attr("action")).isEqualTo("/follow");
        assertThat(form.select("input[name=q]").val()).isEqualTo("lotse \"geht\" -kran");
        assertThat(form.select("fieldset")).isEmpty();
        assertThat(page.select(".tell > .small").text()).startsWith("Was noch kommt, hat keine Tage");
        HttpResponse<String> asked = newsroom.post(
                "/follow",
                "email=ida%40reader.example&cadence=daily&language=de&q="
                        + URLEncoder.encode(form.select("input[name=q]").val(), StandardCharsets.UTF_8),
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(asked.statusCode()).isEqualTo(303);
        String kept = newsroom.rooms()
                .ground()
                .db()
                .read(tx -> tx.createQuery("select searches[1] from follow_request")
                        .mapTo(String.class)
                        .one());
        assertThat(kept).isEqualTo("lotse \"geht\" -kran");
    }

    @Test
    void whatCannotBeFollowedIsNotOffered() {
        for (String text : List.of("", "-Lotse", "from:2026-01-31", "Lotse topic:nix", "a ".repeat(199))) {
            assertThat(page("/search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                            .select(".tell"))
                    .as(text)
                    .isEmpty();
        }
        assertThat(page("/search?q=nirgends").select(".tell")).hasSize(1);
    }

    @Test
    void aFieldThatSaysNothingIsNamedAndTheRestIsFound() {
        Document page = page("/search?q=Lotse+von:morgen+sprache:klingonisch+autor:%3Cb%3E+-topic:nix");

        assertThat(page.select(".faults li").eachText())
                .hasSize(4)
                .anyMatch(hint -> hint.startsWith("„von:morgen“ nennt keinen Tag"))
                .anyMatch(hint -> hint.startsWith("„sprache:klingonisch“ nennt keine Sprache"))
                .anyMatch(hint -> hint.startsWith("Von „<b>“ gibt es hier keinen Artikel"))
                .anyMatch(hint -> hint.equals("Ein Thema „nix“ gibt es nicht."));
        assertThat(page.select(".tell, link[rel=alternate][href*='q=']"))
                .as("what cannot be meant can be neither followed nor read as a feed")
                .isEmpty();
        assertThat(page("/search?q=Lotse+von:morgen").select(".results article"))
                .hasSize(20);
        assertThat(page("/search?q=titel:Lotse+von:2026").select(".faults")).isEmpty();
    }

    @Test
    void whatCannotBeMeantOfWhatIsToComeIsRefusedInTheReadersWords() {
        for (String[] refused : new String[][] {
            {"Lotse von:2026", "hat keine Tage"}, {"Lotse sprache:klingonisch", "Sprache, die es nicht gibt"}
        }) {
            HttpResponse<String> answer = newsroom.post(
                    "/follow",
                    "email=ida%40reader.example&cadence=daily&language=de&q="
                            + URLEncoder.encode(refused[0], StandardCharsets.UTF_8),
                    "Content-Type",
                    "application/x-www-form-urlencoded");

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(Jsoup.parse(answer.body()).select(".faults").text()).contains(refused[1]);
        }
    }

    @Test
    void aSearchCanBeReadAsAFeed() {
        for (String ending : List.of("atom", "rss", "json")) {
            HttpResponse<String> feed = newsroom.get("/search/feed." + ending + "?q=Lotse+%26+%3Cb%3E");

            assertThat(feed.statusCode()).isEqualTo(200);
            assertThat(feed.body()).contains("Lotse 23").doesNotContain("verleumdet");
        }
        assertThat(page("/search?q=Lotse").select("link[rel=alternate]").eachAttr("href"))
                .contains("/search/feed.atom?q=Lotse");
    }

    private static Document page(String path) {
        return Jsoup.parse(newsroom.get(path).body());
    }

    private static String publish(String headline) {
        String created = newsroom.call(
                        "POST",
                        "/articles",
                        "{\"headline\": \"%s\", \"body\": \"<p>Ein Satz.</p>\", \"topics\": [\"hafen\"]}"
                                .formatted(headline))
                .body();
        String id = created.replaceFirst("(?s).*?\"id\"\\s*:\\s*\"(\\d+)\".*", "$1");
        newsroom.call("POST", "/articles/" + id + "/publication", "{\"alert\": false}");
        return id;
    }
}
