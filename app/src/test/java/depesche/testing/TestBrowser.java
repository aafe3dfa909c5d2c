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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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
        Path chromium = chromium();
        var started = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        playwright = Optional.of(started);
        browser = Optional.of(started.chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(ARGUMENTS)));
    }

    /// Where the browser is; who asks is skipped where there is none.
    static Path chromium() {
        Optional<Path> found = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "skipped: no browser (apt install chromium)");
        return found.orElseThrow();
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

    /// A fresh visitor who lets no script run, and sees all of it twice as large in a window of this width.
    public BrowserContext visitorWithoutScript(int width) {
        return browser.orElseThrow()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width / 2, 450)
                        .setDeviceScaleFactor(2)
                        .setJavaScriptEnabled(false)
                        .setLocale("de-DE"));
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

    /// One first heading, none skipped below it, each landmark once, and a name for whatever one can act on: what a
    /// screen reader goes by.
    public static void assertRoles(Page page) {
        String seen = page.locator("body").ariaSnapshot();
        assertThat(count(seen, "- '?heading .*\\[level=1\\]"))
                .as(page.url() + " has one h1")
                .isEqualTo(1);
        for (String landmark : List.of("banner", "main", "contentinfo")) {
            assertThat(count(seen, "(?m)^- '?" + landmark + "\\b"))
                    .as(page.url() + " " + landmark)
                    .isEqualTo(1);
        }
        assertThat(Pattern.compile(
                                "- '?(?:button|link|textbox|searchbox|checkbox|radio|combobox|spinbutton|navigation|form)(?! \"[^\"]*[\\p{L}\\p{N}])")
                        .matcher(seen)
                        .results()
                        .map(MatchResult::group))
                .as(page.url() + " has things without a name: " + seen)
                .isEmpty();
        assertThat(skipped(seen)).as(page.url() + " skips a heading").isEmpty();
    }

    private static long count(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }

    private static List<String> skipped(String seen) {
        int last = 0;
        var skipped = new ArrayList<String>();
        for (MatchResult heading : Pattern.compile("- '?heading (.*)\\[level=(\\d)\\]")
                .matcher(seen)
                .results()
                .toList()) {
            int level = Integer.parseInt(heading.group(2));
            if (level > last + 1) {
                skipped.add(heading.group());
            }
            last = level;
        }
        return skipped;
    }

    /// Nothing is wider than the window.
    public static void assertNoSidewaysScrolling(Page page) {
        assertThat(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as(page.url() + " scrolls sideways")
                .isEqualTo(true);
    }

    /// No text stands in a box that hides what is beyond its edge. What is for screen readers alone is one such box.
    public static void assertNothingCutOff(Page page) {
        assertThat(page.evaluate("""
                () => [...document.querySelectorAll('body *')]
                    .filter(box => !box.closest('.unseen, legend, svg') && getComputedStyle(box).overflowX !== 'visible')
                    .filter(box => !['auto', 'scroll'].includes(getComputedStyle(box).overflowX))
                    .filter(box => box.scrollWidth > box.clientWidth + 1 && box.innerText)
                    .map(box => box.outerHTML.slice(0, 200))
                """)).as(page.url() + " cuts off").isEqualTo(List.of());
    }
}
