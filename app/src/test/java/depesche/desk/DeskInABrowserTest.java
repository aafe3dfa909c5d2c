package depesche.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import depesche.account.ReaderId;
import depesche.account.Role;
import depesche.channel.WebhookEnd;
import depesche.net.WebAddress;
import depesche.testing.PageChecker;
import depesche.testing.TestBrowser;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeskInABrowserTest {

    private static final String NEW = "/desk/articles/new";

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    @RegisterExtension
    static final TestBrowser browser = TestBrowser.open();

    /// Colours do not depend on the width: each width once, and both colours.
    private static final List<Sight> SIGHTS = List.of(
            new Sight(360, ColorScheme.LIGHT), new Sight(768, ColorScheme.DARK), new Sight(1280, ColorScheme.LIGHT));

    private static final Map<String, String> PAGES = new LinkedHashMap<>(Map.of("front", "/desk/front"));
    private static Person ada;

    @BeforeAll
    static void articles() {
        ada = Person.of(newsroom, "Ada", Role.ADMIN);
        ada.submit("/desk/topics", "/desk/topics", "labelDe", "Wirtschaft", "labelEn", "Business");
        ada.submit("/desk/topics", "/desk/topics", "labelDe", "Hafen", "labelEn", "Harbour", "parent", "wirtschaft");
        var reader = "{\"email\":\"ida@reader.example\",\"follows\":[{\"topic\":\"hafen\",\"cadence\":\"instant\"}],"
                + "\"consent\":{\"at\":\"2026-01-01T00:00:00Z\",\"source\":\"test\"}}";
        assertThat(newsroom.call("POST", "/readers/import", reader).statusCode())
                .isEqualTo(200);
        String draft = saved("Donaudampfschifffahrtsgesellschaftskapitänspatentverlängerungsverfahren");
        String published = saved("Sturm sperrt den Hafen");
        String alert = alertOf(published);
        newsroom.settle();
        Waiting.until(
                "the mail is in the mailbox",
                () -> !newsroom.rooms().mail().mailbox().newest(1).isEmpty());
        String mail = "/desk/mailbox/"
                + newsroom.rooms().mail().mailbox().newest(1).getFirst().id();
        endedWebhook();
        PAGES.put("closing", suppression("ida"));
        PAGES.put("complained", suppression(complained()));
        PAGES.put("closed", closed("emil"));
        PAGES.put("list", "/desk");
        PAGES.put("new", NEW);
        PAGES.put("edit", draft);
        PAGES.put("preview", draft + "/preview");
        PAGES.put("proof", draft + "/mail");
        PAGES.put("publication", draft + "/publication");
        PAGES.put(
                "defects",
                saved("Wo es zu lesen ist", "[Da](http://localhost/" + "a".repeat(80) + ")") + "/publication");
        PAGES.put("spike", draft + "/spike");
        PAGES.put("published", published + "/publication");
        PAGES.put("amendment", published + "/amendment");
        PAGES.put("alert", alert);
        PAGES.put("stop", heldAlert() + "/stop");
        PAGES.put("topics", "/desk/topics");
        PAGES.put("readers", "/desk/readers");
        PAGES.put("mailbox", "/desk/mailbox");
        PAGES.put("mail", mail);
        PAGES.put("jobs", "/desk/jobs");
        PAGES.put("sign-in", "/desk/sign-in");
        PAGES.put("nothing", "/desk/nothing");
    }

    private static void endedWebhook() {
        var rooms = newsroom.rooms();
        var address = WebAddress.ofStored("https://ein-sehr-langer-name-eines-partners.zeitung.example/hook");
        long id = rooms.ground().db().write(tx -> {
            int ida =
                    tx.createQuery("select id from reader").mapTo(Integer.class).one();
            return rooms.channels()
                    .webhooks()
                    .make(tx, new ReaderId(ida), address)
                    .id();
        });
        rooms.channels()
                .channels()
                .end(id, new WebhookEnd.Silent(newsroom.clock().instant()));
    }

    private static String suppression(String name) {
        String found = newsroom.call("GET", "/readers?email=" + name + "@reader.example", "")
                .body();
        return "/desk/readers/" + found.replaceFirst(".*?\"id\":\"(\\d+)\".*", "$1") + "/suppression";
    }

    private static String complained() {
        imported("lea", "\"complained\"");
        return "lea";
    }

    private static String closed(String name) {
        imported(name, "\"bounced\"");
        String path = suppression(name);
        assertThat(ada.submit(path, path, "closingNote", "Am Telefon darum gebeten, am Montag")
                        .statusCode())
                .isEqualTo(303);
        return path + "?done=closed";
    }

    private static void imported(String name, String suppressed) {
        var line = "{\"email\":\"" + name + "@reader.example\",\"follows\":[],\"suppressed\":" + suppressed
                + ",\"consent\":{\"at\":\"2026-01-01T00:00:00Z\",\"source\":\"test\"}}";
        assertThat(newsroom.call("POST", "/readers/import", line).statusCode()).isEqualTo(200);
    }

    private static String alertOf(String article) {
        return ada.submit(article + "/publication", article + "/publication", "alert", "with")
                .headers()
                .firstValue("location")
                .orElseThrow();
    }

    private static String heldAlert() {
        String alert = alertOf(saved("Was noch angehalten werden kann"));
        assertThat(ada.submit(alert, alert + "/hold").statusCode()).isEqualTo(303);
        return alert;
    }

    @Test
    void axeFindsNothingOnAnyPageAtAnyWidth() {
        for (var sight : SIGHTS) {
            try (BrowserContext visitor = signedIn(sight.width(), sight.colours())) {
                Page page = visitor.newPage();
                PAGES.forEach((name, path) -> look(page, name + sight, path));
                page.navigate(address(NEW));
                page.getByRole(AriaRole.BUTTON, named("Speichern")).first().click();
                checked(page, "faults" + sight);
                lookUp(page, "ida@reader.example");
                checked(page, "looked-up" + sight);
            }
        }
    }

    @Test
    void theCheckerFindsNothingOnAnyPageNorInTheStyleSheetNorInTheProofOfAMail() {
        var documents = new TreeMap<String, String>();
        PAGES.forEach(
                (name, path) -> documents.put(name + ".html", ada.get(path).body()));
        Document page = ada.page("/desk");
        documents.put(
                "desk.css",
                ada.get(page.select("link[rel=stylesheet]").attr("href")).body());
        ada.page(PAGES.get("proof"))
                .select("iframe[srcdoc]")
                .forEach(frame -> documents.put("proof-mail.html", frame.attr("srcdoc")));

        assertThat(documents).containsKey("proof-mail.html");
        PageChecker.assertValid(documents);
    }

    @Test
    void aScreenReaderFindsItsWayOnEveryPage() {
        try (BrowserContext visitor = signedIn(1280, ColorScheme.LIGHT)) {
            Page page = visitor.newPage();
            PAGES.values().forEach(path -> {
                page.navigate(address(path));
                page.evaluate("document.querySelectorAll('iframe').forEach(frame => frame.remove())");
                TestBrowser.assertRoles(page);
            });
        }
    }

    @Test
    void nothingScrollsSidewaysInANarrowWindowWithoutScript() {
        try (BrowserContext visitor = with(browser.visitorWithoutScript(640))) {
            Page page = visitor.newPage();
            PAGES.values().forEach(path -> {
                page.navigate(address(path));
                TestBrowser.assertNoSidewaysScrolling(page);
            });
        }
    }

    @Test
    void oneCanWriteAndPublishByKeyboardAloneAndWithoutScript() {
        try (BrowserContext visitor = signedIn(1280, ColorScheme.LIGHT)) {
            Page page = visitor.newPage();
            page.navigate(address("/desk"));

            tabTo(page, "Neuer Artikel");
            page.keyboard().press("Enter");
            page.waitForURL("**/new");
            tabTo(page, "Überschrift");
            page.keyboard().type("Mit Tasten geschrieben");
            tabTo(page, "Text");
            page.keyboard().type("Ein Absatz.");
            tabTo(page, "Thema 1");
            page.keyboard().type("Wirtschaft › Hafen");
            tabTo(page, "Speichern und weiter zum Veröffentlichen");
            page.keyboard().press("Enter");
            page.waitForURL("**/publication");
            tabTo(page, "Veröffentlichen und benachrichtigen: ein Leser");
            page.keyboard().press("Enter");
            page.waitForURL("**/alerts/*");

            assertThat(page.getByRole(AriaRole.PROGRESSBAR).count()).isEqualTo(1);
            assertThat(page.locator(".subject").innerText()).isEqualTo("Mit Tasten geschrieben");
        }
    }

    @Test
    void oneCanSendATrialByKeyboardAloneAndWithoutScript() {
        String article = saved("Zur Probe");
        try (BrowserContext visitor = signedIn(1280, ColorScheme.LIGHT)) {
            Page page = visitor.newPage();
            page.navigate(address(article + "/publication"));

            tabTo(page, "Die E-Mail");
            page.keyboard().press("Enter");
            page.waitForURL("**/mail");
            tabTo(page, "Auf Englisch senden");
            page.keyboard().press("Enter");
            page.waitForURL("**/mail?sent=1");

            assertThat(page.getByRole(AriaRole.ALERT).innerText())
                    .isEqualTo("Der Mailserver hat die Probe angenommen.");
        }
    }

    @Test
    void nothingOnAnyPageBreaksTheDesksOwnPolicy() {
        try (BrowserContext visitor = strict()) {
            Page page = visitor.newPage();
            var complaints = new ArrayList<String>();
            page.onConsoleMessage(message -> complaints.add(page.url() + ": " + message.text()));

            PAGES.forEach((name, path) -> {
                page.navigate(address(path));
                keepPicture(page, name + "-strict");
            });

            assertThat(complaints).noneMatch(text -> text.contains("Content Security Policy"));
        }
    }

    private static void lookUp(Page page, String email) {
        page.navigate(address("/desk/readers"));
        page.getByLabel("E-Mail-Adresse").fill(email);
        page.getByRole(AriaRole.BUTTON, named("Zeigen")).click();
    }

    private record Sight(int width, ColorScheme colours) {
        @Override
        public String toString() {
            return "-" + width + "-" + colours;
        }
    }

    private static void look(Page page, String name, String path) {
        page.navigate(address(path));
        checked(page, name);
    }

    /// No program, axe neither, gets into a frame that forbids scripts: the frame's title is looked at here, and
    /// what it shows is the page of the paper, or a mail.
    private static void checked(Page page, String name) {
        keepPicture(page, name);
        TestBrowser.assertNoSidewaysScrolling(page);
        assertThat(page.locator("iframe:not([title])").count()).isZero();
        page.evaluate("document.querySelectorAll('iframe').forEach(frame => frame.remove())");
        TestBrowser.assertAccessible(page);
    }

    /// For people to look at: `DEPESCHE_SCREENSHOTS=folder make test`.
    private static void keepPicture(Page page, String name) {
        Optional.ofNullable(System.getenv("DEPESCHE_SCREENSHOTS"))
                .ifPresent(folder -> page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of(folder, "desk-" + name.toLowerCase(Locale.ROOT) + ".png"))));
    }

    /// Presses the tabulator until the thing of this name has the focus.
    private static void tabTo(Page page, String name) {
        for (int i = 0; i < 80; i++) {
            page.keyboard().press("Tab");
            Object reached = page.evaluate("""
                    name => {
                        const here = document.activeElement;
                        const names = [here.innerText, ...[...(here.labels ?? [])].map(label => label.innerText)];
                        return names.some(text => (text ?? '').trim() === name);
                    }
                    """, name);
            if (Boolean.TRUE.equals(reached)) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach " + name + " on " + page.url());
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static BrowserContext signedIn(int width, ColorScheme colours) {
        return with(browser.visitor(width, colours));
    }

    private static BrowserContext strict() {
        return with(browser.strictVisitor());
    }

    private static BrowserContext with(BrowserContext visitor) {
        String[] cookie = ada.cookie().split("=", 2);
        visitor.addCookies(List.of(new Cookie(cookie[0], cookie[1]).setUrl(address("/desk"))));
        return visitor;
    }

    private static String address(String path) {
        return newsroom.baseUrl().resolve(path).toString();
    }

    private static String saved(String headline) {
        return saved(headline, "Ein **Absatz**.\n\nNoch einer.");
    }

    private static String saved(String headline, String body) {
        var answer = ada.submit(
                NEW,
                NEW,
                "headline",
                headline,
                "kicker",
                "Unwetter",
                "standfirst",
                "Die Böen hatten Orkanstärke.",
                "body",
                body,
                "bylines",
                "Tom Tinte",
                "topic[0]",
                "hafen");
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer.headers().firstValue("location").orElseThrow().replaceFirst("\\?.*", "");
    }
}
