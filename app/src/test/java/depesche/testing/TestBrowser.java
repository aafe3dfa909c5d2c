package depesche.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A real browser without a window: Debian's Chromium. Where there is none, tests that want it are skipped.
///
/// `@RegisterExtension static final TestBrowser browser = TestBrowser.open();`
public final class TestBrowser implements BeforeAllCallback, AfterAllCallback {

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private Optional<Playwright> playwright = Optional.empty();
    private Optional<Browser> browser = Optional.empty();

    private TestBrowser() {}

    public static TestBrowser open() {
        return new TestBrowser();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Optional<Path> chromium = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(chromium.isPresent(), "skipped: no browser (apt install chromium)");
        var started = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        playwright = Optional.of(started);
        browser = Optional.of(started.chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.get())
                        .setArgs(ARGUMENTS)));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        browser.ifPresent(Browser::close);
        playwright.ifPresent(Playwright::close);
    }

    /// A fresh visitor. The content security policy is left out only so that axe can run.
    public BrowserContext visitor(int width, ColorScheme colours) {
        return browser.orElseThrow()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 900)
                        .setColorScheme(colours)
                        .setLocale("de-DE")
                        .setBypassCSP(true));
    }

    /// A fresh visitor under the policies that our pages send.
    public BrowserContext strictVisitor() {
        return browser.orElseThrow()
                .newContext(new Browser.NewContextOptions().setLocale("de-DE").setViewportSize(1280, 900));
    }

    /// Fails with every violation of WCAG 2.2 AA that axe finds on the page.
    public static void assertAccessible(Page page) {
        List<Rule> violations = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .analyze()
                .getViolations();
        assertThat(violations.stream().map(TestBrowser::told)).as(page.url()).isEmpty();
    }

    private static String told(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    /// Nothing is wider than the window.
    public static void assertNoSidewaysScrolling(Page page) {
        assertThat(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as(page.url() + " scrolls sideways")
                .isEqualTo(true);
    }
}
