package depesche.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import depesche.account.Actor;
import depesche.account.ReaderId;
import depesche.picture.PictureResult;
import depesche.testing.TestBrowser;
import depesche.testing.TestData;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PagesInABrowserTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    @RegisterExtension
    static final TestBrowser browser = TestBrowser.open();

    private static final Map<String, String> PAGES = new LinkedHashMap<>();

    @BeforeAll
    static void paper() throws Exception {
        topic("wirtschaft", "Wirtschaft", "");
        topic("hafen", "Hafen & Schifffahrt", "wirtschaft");
        topic("wetter", "Wetter", "");
        String picture = picture();
        String text = "<p>Die Hafenverwaltungsgesellschaft sperrte die Containerumschlagsanlagen.</p>".repeat(8)
                + "<h2>Die Nacht</h2><ul><li>Kräne</li></ul><blockquote><p>So war es.</p></blockquote>"
                + "<table><tr><th>Zeit</th><th>Pegel</th></tr><tr><td>3 Uhr</td><td>5,20 m</td></tr></table>";
        for (int i = 1; i <= 24; i++) {
            publish("Sturm sperrt den Hafen zum " + i + ". Mal", text, i % 3 == 0 ? "wetter" : "hafen", picture);
        }
        String longest = "Donaudampfschifffahrtsgesellschaftskapitänspatentverlängerungsverfahren";
        JsonNode last = publish(longest, text, "hafen", picture);
        Waiting.until(
                "the last article is found",
                () -> newsroom.get("/search?q=" + longest).body().contains("<mark>" + longest));
        int reader = confirmedReader("ida@reader.example");
        var links = newsroom.rooms().ground().links();
        PAGES.put("front", "/");
        PAGES.put("article", path(last));
        PAGES.put("topic", "/topics/wirtschaft");
        PAGES.put("search", "/search");
        PAGES.put("found", "/search?q=Hafen+Containerumschlagsanlagen");
        PAGES.put("nothing-found", "/search?q=Zebra");
        PAGES.put("follow", "/follow");
        PAGES.put("asked", "/follow/asked");
        PAGES.put("confirm", "/follow/confirm/" + links.confirm(asked("offen@reader.example")));
        PAGES.put("me", "/me/" + links.me(new ReaderId(reader)));
        PAGES.put("me-closed", "/me/" + links.me(closed("zu@reader.example")));
        PAGES.put("unsubscribe", "/unsubscribe/" + links.unsubscribe(alert(last), new ReaderId(reader)));
        PAGES.put("imprint", "/imprint");
        PAGES.put("privacy", "/privacy");
        PAGES.put("nothing", "/hier/ist/nichts");
    }

    @Test
    void axeFindsNothingOnAnyPageOnAPhoneInTheDark() {
        look(360, ColorScheme.DARK);
    }

    @Test
    void axeFindsNothingOnAnyPageOnAWideScreenByDay() {
        look(1280, ColorScheme.LIGHT);
    }

    @Test
    void nothingScrollsSidewaysAtAnyWidth() {
        for (int width : new int[] {320, 768, 1024}) {
            try (BrowserContext visitor = browser.visitor(width, ColorScheme.LIGHT)) {
                Page page = visitor.newPage();
                for (String name : List.of("front", "article", "topic", "found", "me")) {
                    page.navigate(address(PAGES.get(name)));
                    keepPicture(page, name + "-" + width);
                    TestBrowser.assertNoSidewaysScrolling(page);
                }
            }
        }
    }

    private static void look(int width, ColorScheme colours) {
        try (BrowserContext visitor = browser.visitor(width, colours)) {
            Page page = visitor.newPage();
            PAGES.forEach((name, path) -> {
                page.navigate(address(path));
                keepPicture(page, name + "-" + width + "-" + colours);
                TestBrowser.assertAccessible(page);
                TestBrowser.assertNoSidewaysScrolling(page);
            });
        }
    }

    @Test
    void nothingIsAskedOfAnyoneElse() {
        try (BrowserContext visitor = browser.visitor(1280, ColorScheme.LIGHT)) {
            Page page = visitor.newPage();
            var foreign = new ArrayList<String>();
            page.onRequest(request -> {
                if (!request.url().startsWith(newsroom.baseUrl().toString())
                        && !request.url().startsWith("data:")) {
                    foreign.add(request.url());
                }
            });
            var complaints = new ArrayList<String>();
            page.onConsoleMessage(message -> complaints.add(message.text()));

            PAGES.values().stream()
                    .filter(path -> !path.startsWith("/hier"))
                    .forEach(path -> page.navigate(address(path)));

            assertThat(foreign).isEmpty();
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void germanWordsAreHyphenated() {
        try (BrowserContext visitor = browser.visitor(360, ColorScheme.LIGHT)) {
            Page page = visitor.newPage();
            page.navigate(address(PAGES.get("article")));

            assertThat(page.locator(".article .body").first().innerText()).contains("\u00AD");
            assertThat(page.locator("h1").innerText()).doesNotContain("\u00AD");
        }
    }

    @Test
    void noPictureMovesTheTextWhenItComes() {
        try (BrowserContext visitor = browser.visitor(768, ColorScheme.LIGHT)) {
            Page page = visitor.newPage();
            page.navigate(address(PAGES.get("article")));

            Object shift = page.evaluate("""
                    () => performance.getEntriesByType('layout-shift').reduce((sum, entry) => sum + entry.value, 0)
                    """);
            assertThat(((Number) shift).doubleValue()).isZero();
            assertThat(page.locator("figure.lead-picture img").getAttribute("width"))
                    .isNotEmpty();
        }
    }

    @Test
    void oneCanFollowByKeyboardAloneAndWithoutScript() {
        try (BrowserContext visitor = browser.visitor(360, ColorScheme.LIGHT)) {
            Page page = visitor.newPage();
            page.navigate(address(PAGES.get("article")));

            page.keyboard().press("Tab");
            assertThat(page.locator(":focus").innerText()).isEqualTo("Zum Inhalt");
            page.getByRole(AriaRole.CHECKBOX).first().press("Space");
            page.getByRole(AriaRole.TEXTBOX).fill("tasten@reader.example");
            page.keyboard().press("Enter");
            page.locator("h1:has-text('Bitte sehen')").waitFor();

            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))
                            .innerText())
                    .isEqualTo("Bitte sehen Sie in Ihr Postfach");
        }
    }

    /// For people to look at: `DEPESCHE_SCREENSHOTS=folder make test`.
    private static void keepPicture(Page page, String name) {
        Optional.ofNullable(System.getenv("DEPESCHE_SCREENSHOTS"))
                .ifPresent(folder -> page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of(folder, name.toLowerCase(Locale.ROOT) + ".png"))));
    }

    private static String address(String path) {
        return newsroom.baseUrl().resolve(path).toString();
    }

    private static void topic(String slug, String label, String parent) {
        String json = parent.isEmpty()
                ? "{\"slug\":\"%s\",\"labels\":{\"de\":\"%s\"}}".formatted(slug, label)
                : "{\"slug\":\"%s\",\"labels\":{\"de\":\"%s\"},\"parent\":\"%s\"}".formatted(slug, label, parent);
        assertThat(newsroom.call("POST", "/topics", json).statusCode()).isEqualTo(201);
    }

    private static JsonNode publish(String headline, String body, String topic, String picture) throws IOException {
        var fields = JSON.createObjectNode();
        fields.put("headline", headline)
                .put("kicker", "Unwetter")
                .put("body", body)
                .put("dateline", "Brandmünde");
        fields.put("standfirst", "Die Böen erreichten in der Nacht Orkanstärke. Alle Schiffe bleiben am Kai.");
        fields.putArray("topics").add(topic);
        fields.putArray("bylines").add("Tom Tinte");
        fields.putArray("sources").add("Hafenmeisterei");
        if (!picture.isEmpty()) {
            fields.put("pictureId", picture);
        }
        JsonNode article = JSON.readTree(
                newsroom.call("POST", "/articles", fields.toString()).body());
        String publication = "/articles/" + article.path("id").asText() + "/publication";
        return JSON.readTree(
                newsroom.call("POST", publication, "{\"alert\":true}").body());
    }

    private static String path(JsonNode publication) {
        return URI.create(publication.path("url").asText()).getRawPath();
    }

    private static long alert(JsonNode publication) {
        return publication.path("alertId").asLong();
    }

    private static String picture() throws IOException {
        byte[] bytes = Files.readAllBytes(TestData.repository().resolve("demo/pictures/sturmflut.jpg"));
        return switch (newsroom.rooms().paper().pictures().take(bytes)) {
            case PictureResult.Taken taken -> Long.toString(taken.picture().id().value());
            case PictureResult other -> throw new AssertionError(other);
        };
    }

    private static long asked(String email) {
        newsroom.post(
                "/follow",
                "topic=wirtschaft&topic=wetter&email=" + email.replace("@", "%40"),
                "Content-Type",
                "application/x-www-form-urlencoded");
        return newsroom.rooms()
                .ground()
                .db()
                .read(tx -> tx.createQuery("select max(id) from follow_request")
                        .mapTo(Long.class)
                        .one());
    }

    private static ReaderId closed(String email) {
        var rooms = newsroom.rooms();
        var reader = new ReaderId(confirmedReader(email));
        rooms.ground()
                .db()
                .write(tx -> rooms.readers().suppressing().close(tx, reader, "Auf Wunsch", Actor.program("test")));
        return reader;
    }

    private static int confirmedReader(String email) {
        String token = newsroom.rooms().ground().links().confirm(asked(email));
        newsroom.post("/follow/confirm/" + token, "");
        return newsroom.rooms()
                .ground()
                .db()
                .read(tx -> tx.createQuery("select max(id) from reader")
                        .mapTo(Integer.class)
                        .one());
    }
}
