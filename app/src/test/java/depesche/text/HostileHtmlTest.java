package depesche.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.testing.TestData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever comes in: what goes out is made of a few harmless tags and attributes. Judged by a grammar of
/// its own that knows nothing of how the sanitizer works.
class HostileHtmlTest {

    private static final String VALUE = "\"[^\"<>\\x00-\\x1F]*\"";
    private static final Pattern HARMLESS = Pattern.compile("(?:"
            + "[^<>\\x00-\\x08\\x0B-\\x1F\\x7F]"
            + "|<(?:p|h[2-4]|[uo]l|li|d[ltd]|blockquote|em|strong|su[bp]|s|code|pre|abbr|cite|q|figure|figcaption"
            + "|table|caption|thead|tbody|tfoot|tr|t[dh]|br|hr)"
            + "(?: (?:lang|dir|title|colspan|rowspan|scope|start|reversed|hreflang)=" + VALUE + "| reversed)*>"
            + "|<a(?: (?:lang|dir|hreflang)=" + VALUE + ")* href=\"(?i:https?://|mailto:)[^\"<>\\s]*\""
            + "(?: (?:lang|dir|hreflang)=" + VALUE + ")* rel=\"noopener\">"
            + "|<img(?: (?:lang|dir|alt|width|height)=" + VALUE + ")* src=\"/pictures/[A-Za-z0-9_/.-]+\""
            + "(?: (?:lang|dir|alt|width|height)=" + VALUE + ")*>"
            + "|</[a-z0-9]+>)*+");

    @Test
    void knownAttacksComeToNothing() throws IOException {
        var payloads = knownAttacks();

        assertThat(payloads).hasSizeGreaterThan(4_000).allSatisfy(HostileHtmlTest::isHarmless);
    }

    @Test
    void naughtyStringsComeToNothing() throws IOException {
        var strings =
                new ObjectMapper().readValue(TestData.at("nasty-text/blns.json").toFile(), String[].class);

        assertThat(strings).allSatisfy(HostileHtmlTest::isHarmless);
        assertThat(strings).allSatisfy(text -> {
            assertThat(PlainLine.of(text).value()).doesNotContainPattern("[\\x00-\\x1F\\x7F\\x{202A}-\\x{202E}]");
            assertThat(Slug.of(text, Locale.GERMAN).value()).matches("[a-z0-9]+(-[a-z0-9]+)*");
            EmailAddress.parse(text);
        });
    }

    @Test
    void attacksPutTogetherAtRandomComeToNothing() throws IOException {
        var payloads = knownAttacks();
        var random = new Random(20260301);

        for (int i = 0; i < 1_000; i++) {
            var mixed = new StringBuilder();
            for (int part = 0; part < 4; part++) {
                var payload = payloads.get(random.nextInt(payloads.size()));
                int from = random.nextInt(payload.length() + 1);
                mixed.append(payload, from, from + random.nextInt(payload.length() - from + 1));
            }
            isHarmless(mixed.toString());
        }
    }

    @Test
    void tagsPutTogetherAtRandomComeToNothing() {
        var pieces = List.of(
                "<p>",
                "</p>",
                "<table>",
                "<tr>",
                "<td>",
                "</table>",
                "<select>",
                "<option>",
                "<a href=https://a.example>",
                "</a>",
                "<em>",
                "</em>",
                "<b>",
                "</b>",
                "<ul>",
                "<li>",
                "</ul>",
                "<div>",
                "</div>",
                "<h1>",
                "</h1>",
                "<h5>",
                "<svg>",
                "</svg>",
                "<math>",
                "<mtext>",
                "<style>",
                "</style>",
                "<title>",
                "<noscript>",
                "</noscript>",
                "<img src=x onerror=alert(1)>",
                "<img src=/pictures/1>",
                "<!--",
                "-->",
                "<![CDATA[",
                "]]>",
                "text",
                " ",
                "<br>",
                "<hr>",
                "<pre>",
                "\n",
                "</pre>",
                "<blockquote>",
                "</blockquote>",
                "<figure>",
                "<figcaption>",
                "</figure>",
                "<dl>",
                "<dt>",
                "<dd>",
                "</dl>",
                "<template>",
                "</template>",
                "<form>",
                "<textarea>",
                "&lt;",
                "<marquee>",
                "</marquee>",
                "<caption>",
                "<th scope=col>",
                "<nobr>",
                "<font>",
                "</font>",
                "<ruby>",
                "<rt>");
        var random = new Random(20260302);

        for (int i = 0; i < 5_000; i++) {
            var html = new StringBuilder();
            for (int part = 0; part < 12; part++) {
                html.append(pieces.get(random.nextInt(pieces.size())));
            }
            isHarmless(html.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div>",
                "<b>",
                "<blockquote>",
                "<ul><li>",
                "<table><tr><td>",
                "<a href=http:a>",
                "<svg>",
                "<em><p>",
                "<dl><dd>",
                "<font>",
                "<p><span>",
                "<template>",
                "<!--",
                "<",
                "&",
                "<h1>",
                "<figure>"
            })
    void deepNestingOverflowsNothing(String open) {
        var html = open.repeat(100_000) + "text";

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            var clean = Sanitizer.clean(html);
            PlainText.of(clean);
            Hyphenation.softHyphens(clean, Locale.GERMAN);
            ReadingTime.minutes("", clean, Locale.GERMAN);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"> ", "- ", "*a **a ", "[", "![", "`", "<b>", "*", "_", "a*_", "(", "[a](", "| a ", "1. ", "&#"})
    void deepMarkdownOverflowsNothing(String open) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            Markdown.toHtml(open.repeat(50_000));
            Markdown.toHtml("a" + open.repeat(50_000));
        });
    }

    @Test
    void whatIsTooLongIsRefusedAtOnce() {
        var html = "a".repeat(Sanitizer.MAX_LENGTH + 1);

        assertThatThrownBy(() -> Sanitizer.clean(html)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void isHarmless(String html) {
        var clean = Sanitizer.clean(html).value();

        assertThat(HARMLESS.matcher(clean).matches()).as("%s → %s", html, clean).isTrue();
        assertThat(Sanitizer.clean(clean).value()).isEqualTo(clean);
    }

    private static List<String> knownAttacks() throws IOException {
        var payloads = new ArrayList<String>();
        var expectations = new ObjectMapper()
                .readTree(TestData.at("nasty-html/dompurify-expect.json").toFile());
        expectations.forEach(
                expectation -> payloads.add(expectation.path("payload").asText()));
        try (var stream = Files.newInputStream(TestData.at("nasty-html/xss-payloads.txt.gz"));
                var lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(stream), StandardCharsets.UTF_8))) {
            lines.lines().forEach(payloads::add);
        }
        return payloads;
    }
}
