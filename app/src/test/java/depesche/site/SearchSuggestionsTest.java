package depesche.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import depesche.testing.TestBrowser;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import depesche.web.Json;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SearchSuggestionsTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    @RegisterExtension
    static final TestBrowser browser = TestBrowser.open();

    private static String killed = "";

    @BeforeAll
    static void paper() {
        newsroom.call("POST", "/topics", "{\"slug\": \"hafen\", \"labels\": {\"de\": \"Hafen\"}}");
        newsroom.call("POST", "/stories", "{\"slug\": \"hafenstreik\", \"labels\": {\"de\": \"Der Hafenstreik\"}}");
        publish("Hafenarbeiter & <b>Lotsen</b>");
        killed = publish("Hafenskandal");
        Waiting.until(
                "the last is offered", () -> suggested("hafens").toString().contains("Hafenskandal"));
        newsroom.call("POST", "/articles/" + killed + "/kill", "{\"reason\": \"wrong\"}");
    }

    @Test
    void topicsAuthorsStoriesAndHeadlinesAreOfferedToAnybody() {
        HttpResponse<String> answer = newsroom.get("/search/suggest?q=haf");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=60");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(suggested("haf"))
                .extracting(
                        it -> it.path("kind").asText() + " " + it.path("text").asText())
                .containsExactly(
                        "word Hafenarbeiter",
                        "topic Hafen",
                        "author Olaf Hafner",
                        "story Der Hafenstreik",
                        "headline Hafenarbeiter & <b>Lotsen</b>");
        assertThat(suggested("haf"))
                .allSatisfy(it -> assertThat(Jsoup.parse(
                                        newsroom.get(it.path("href").asText()).body())
                                .select("article")
                                .text())
                        .contains("Lotsen"));
        assertThat(suggested("x".repeat(5_000))).isEmpty();
        assertThat(newsroom.get("/search/suggest").statusCode()).isEqualTo(200);
    }

    @Test
    void nothingOfAKilledArticleIsOffered() {
        assertThat(suggested("hafens").toString()).doesNotContain("Hafenskandal");
    }

    @Test
    void theListIsReachedByKeysAndHeardByAScreenReader() {
        try (BrowserContext visitor = browser.visitor(320, ColorScheme.LIGHT)) {
            Page page = visitor.newPage();
            page.navigate(newsroom.baseUrl().resolve("/search").toString());
            page.locator("#q").pressSequentially("haf");
            page.locator("#offers [role=option]").first().waitFor();

            assertThat(page.locator("#q").getAttribute("aria-expanded")).isEqualTo("true");
            assertThat(page.locator("#offers b").count()).isZero();
            page.locator("#q").press("ArrowDown");
            page.locator("#q").press("ArrowDown");
            assertThat(page.locator("#offers [aria-selected=true]").innerText()).startsWith("Hafen Thema");
            TestBrowser.assertAccessible(page);
            TestBrowser.assertNoSidewaysScrolling(page);
            page.locator("#q").press("Escape");
            assertThat(page.locator("#offers").isVisible()).isFalse();
            page.locator("#q").pressSequentially("e");
            page.locator("#offers [role=option]").nth(1).waitFor();
            page.locator("#q").press("ArrowDown");
            page.locator("#q").press("ArrowDown");
            page.locator("#q").press("Enter");
            page.waitForURL("**/search?q=topic%3Ahafen");
            assertThat(page.locator(".results article").count()).isEqualTo(1);
        }
    }

    @Test
    void withoutScriptTheFieldIsAField() {
        try (BrowserContext visitor = browser.visitorWithoutScript(320)) {
            Page page = visitor.newPage();
            page.navigate(newsroom.baseUrl().resolve("/search").toString());
            page.locator("#q").fill("Hafenarbeiter");
            page.locator("#q").press("Enter");

            assertThat(page.locator(".results article").count()).isEqualTo(1);
            page.locator("details.help summary").click();
            assertThat(page.locator("details.help dd").count()).isEqualTo(8);
            TestBrowser.assertNoSidewaysScrolling(page);
        }
    }

    private static JsonNode suggested(String typed) {
        String answer = newsroom.get("/search/suggest?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8))
                .body();
        return Json.read(answer.getBytes(StandardCharsets.UTF_8)).orElseThrow().path("suggestions");
    }

    private static String publish(String headline) {
        String created =
                newsroom.call("POST", "/articles", """
                        {"headline": "%s", "body": "<p>Ein Satz.</p>", "topics": ["hafen"], "story": "hafenstreik",
                         "bylines": ["Von Olaf Hafner"]}
                        """.formatted(headline)).body();
        String id = created.replaceFirst("(?s).*?\"id\"\\s*:\\s*\"(\\d+)\".*", "$1");
        newsroom.call("POST", "/articles/" + id + "/publication", "{\"alert\": false}");
        return id;
    }
}
