package depesche.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import depesche.mail.Mailbox;
import depesche.testing.PageChecker;
import depesche.testing.TestBrowser;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PagesInABrowserTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    @RegisterExtension
    static final TestBrowser browser = TestBrowser.open();

    private static final Set<String> SCRIPTED =
            Set.of("me", "search", "found", "nothing-found", "narrowed", "misspelt", "misread");

    private static final Map<String, String> PAGES = new TreeMap<>();

    @BeforeAll
    static void paper() throws Exception {
        PAGES.putAll(ShownPages.of(newsroom));
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
                PAGES.forEach((name, path) -> {
                    page.navigate(address(path));
                    keepPicture(page, name + "-" + width);
                    TestBrowser.assertNoSidewaysScrolling(page);
                });
            }
        }
    }

    @Test
    void allCanBeReadWithoutScriptAndTwiceAsLarge() {
        try (BrowserContext visitor = browser.visitorWithoutScript(640)) {
            Page page = visitor.newPage();
            PAGES.forEach((name, path) -> {
                page.navigate(address(path));
                keepPicture(page, name + "-zoomed");
                TestBrowser.assertNoSidewaysScrolling(page);
                assertThat(page.locator("main").innerText()).as(path).isNotBlank();
                assertThat(page.locator("script:not([type='application/ld+json'])")
                                .count())
                        .as("scripts of " + path)
                        .isEqualTo(SCRIPTED.contains(name) ? 1 : 0);
            });
        }
    }

    @Test
    void textCanBeTwiceAsLargeAndNothingIsCutOff() {
        try (BrowserContext visitor = browser.visitor(640, ColorScheme.LIGHT)) {
            Page page = visitor.newPage();
            PAGES.forEach((name, path) -> {
                page.navigate(address(path));
                page.evaluate("document.documentElement.style.fontSize = '200%'");
                keepPicture(page, name + "-large-text");
                TestBrowser.assertNoSidewaysScrolling(page);
                TestBrowser.assertNothingCutOff(page);
            });
        }
    }

    @Test
    void aScreenReaderFindsItsWayOnEveryPage() {
        try (BrowserContext visitor = browser.visitor(1280, ColorScheme.LIGHT)) {
            Page page = visitor.newPage();
            PAGES.values().forEach(path -> {
                page.navigate(address(path));
                TestBrowser.assertRoles(page);
            });
        }
    }

    @Test
    void theCheckerFindsNothingOnAnyPageInTheStyleSheetAndInMails() {
        var documents = new TreeMap<String, String>();
        PAGES.forEach(
                (name, path) -> documents.put(name + ".html", newsroom.get(path).body()));
        Matcher style = Pattern.compile("<style>(.*?)</style>").matcher(documents.get("front.html"));
        assertThat(style.find()).isTrue();
        documents.put("style.css", style.group(1));
        newsroom.settle();
        Mailbox mailbox = newsroom.rooms().mail().mailbox();
        Waiting.until(
                "Ida's mail is in the mailbox",
                () -> mailbox.newest(20).stream()
                        .anyMatch(mail -> mail.subject().contains("Wovon Ida hört")));
        mailbox.newest(20)
                .forEach(mail -> documents.put(
                        "mail-" + mail.id() + ".html",
                        mailbox.read(mail.id()).orElseThrow().html()));

        PageChecker.assertValid(documents);
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
                    .filter(path ->
                            !List.of(PAGES.get("nothing"), PAGES.get("gone")).contains(path))
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
}
