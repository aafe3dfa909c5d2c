package depesche.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.article.Article;
import depesche.article.Submission;
import depesche.testing.TestData;
import depesche.testing.TestPaper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SiteRoutesTest {

    @RegisterExtension
    static final TestPaper paper = new TestPaper();

    @BeforeAll
    static void topics() {
        paper.topic("wirtschaft", "Wirtschaft", "Business", "");
        paper.topic("hafen", "Hafen", "Harbour", "wirtschaft");
        paper.topic("wetter", "Wetter", "Weather", "");
    }

    @Test
    void anArticlePageCarriesEveryPartInItsOrder() {
        Article article = paper.publish(TestPaper.text("Sturm sperrt den Hafen", "hafen", "wetter"));

        Document page = page(article.path());

        assertThat(page.select("article.article .kicker, article.article .headline, article.article .reading-time,"
                                + "article.article .standfirst, article.article .byline, article.article .dateline,"
                                + "article.article .times, article.article .path, article.article form.follow,"
                                + "article.article .body, article.article .sources")
                        .eachAttr("class"))
                .containsExactly(
                        "kicker",
                        "headline",
                        "reading-time",
                        "standfirst",
                        "byline",
                        "dateline",
                        "times",
                        "path",
                        "follow",
                        "body",
                        "sources");
        assertThat(page.select(".head .reading-time").text()).isEqualTo("Lesezeit: 1 min");
        assertThat(page.select(".byline").text()).isEqualTo("Von Tom Tinte und Ada Abend");
        assertThat(page.select(".topics .path a").eachText()).containsExactly("Hafen", "Wetter");
        assertThat(page.select("form.follow input[name=topic]").eachAttr("value"))
                .containsExactly("hafen", "wetter");
        assertThat(page.select("form.follow input[checked]")).isEmpty();
        assertThat(page.select("link[rel=canonical]").attr("href"))
                .isEqualTo("https://lantern.example" + article.path());
        assertThat(page.select("html").attr("lang")).isEqualTo("de");
    }

    @Test
    void anArticleHasOneAddress() {
        Article article = paper.publish(TestPaper.text("Kräne stehen still", "hafen"));

        for (String wrong : List.of("/" + article.id(), "/" + article.id() + "/", "/" + article.id() + "/anders")) {
            HttpResponse<String> answer = paper.get(wrong);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(301);
            assertThat(answer.headers().firstValue("location")).hasValue(article.path());
        }
    }

    @Test
    void whatIsNotPublicIsNotThere() {
        Article draft = paper.draft(TestPaper.text("Noch geheim", "hafen"));

        for (String path : List.of(
                draft.path(),
                "/" + draft.id(),
                "/999999",
                "/0/x",
                "/-1/x",
                "/01/x",
                "/99999999999999999999/x",
                "/x",
                "/topics/nichts",
                "/topics/Hafen",
                "/topics/hafen?before=999999",
                "/topics/hafen?before=x",
                "/authors/tom",
                "/pictures/1/960.webp",
                "/pictures/1/../x",
                "/%00",
                "/authors/a%00",
                "/stories/%00",
                "/topics/%00",
                "/authors/a%00/feed.atom",
                "/stories/%00/feed.json",
                "/%zz",
                "/1/x/y")) {
            HttpResponse<String> answer = paper.get(path.replace("%zz", "%25zz"));
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).contains("Hier steht nichts").doesNotContain("geheim");
        }
    }

    @Test
    void aKilledArticleIsGone() {
        Article article = paper.publish(TestPaper.text("Alles falsch", "hafen"));
        page(article.path());

        paper.kill(article);

        HttpResponse<String> answer = paper.get(article.path());
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.body()).contains("zurückgezogen").doesNotContain("Alles falsch");
        assertThat(paper.get("/").body()).doesNotContain("Alles falsch");
    }

    @Test
    void aPublishedArticleStandsAtOnceWhereItBelongs() {
        for (String path : List.of("/", "/topics/hafen", "/topics/wirtschaft", "/topics/wetter")) {
            page(path);
        }

        Article article = paper.publish(TestPaper.text("Lotsen streiken", "hafen"));

        assertThat(page("/").select(".headline").eachText()).contains("Lotsen streiken");
        assertThat(page("/topics/hafen").select(".headline a").eachAttr("href")).contains(article.path());
        assertThat(page("/topics/wirtschaft").select(".headline").eachText()).contains("Lotsen streiken");
        assertThat(page("/topics/wetter").select(".headline").eachText()).doesNotContain("Lotsen streiken");
    }

    @Test
    void anEditShowsAtOnceAndDropsNoOtherPage() {
        Article changed = paper.publish(TestPaper.text("Fähre verspätet", "wetter"));
        Article other = paper.publish(TestPaper.text("Museum öffnet", "hafen"));
        page(changed.path());
        page(other.path());
        page("/topics/hafen");

        paper.edit(changed, TestPaper.text("Fähre fällt aus", "wetter"));

        String path =
                paper.get("/" + changed.id()).headers().firstValue("location").orElseThrow();
        assertThat(page(path).select("h1").text()).isEqualTo("Fähre fällt aus");
        assertThat(page(path).select(".changed time").attr("datetime")).endsWith("+01:00");
        assertThat(paper.store.stands(other.path())).isTrue();
        assertThat(paper.store.stands("/topics/hafen")).isTrue();
    }

    @Test
    void anOlderArticleThatGainsATopicIsRelatedToTheNextNewerOnesAtOnce() {
        paper.topic("faehre", "Fähre", "Ferry", "");
        Article old = paper.publish(TestPaper.text("Alte Werft", "hafen"));
        List<Article> newer = IntStream.range(0, 6)
                .mapToObj(i -> paper.publish(TestPaper.text("Fahrplan " + i, "faehre")))
                .toList();
        newer.forEach(article -> page(article.path()));

        paper.edit(old, TestPaper.text("Alte Werft", "hafen", "faehre"));

        for (int i = 0; i < newer.size(); i++) {
            boolean isNear = i < 4;
            String path = newer.get(i).path();
            assertThat(paper.store.stands(path)).as("kept: " + i).isEqualTo(!isNear);
            assertThat(page(path).select(".related").text().contains("Alte Werft"))
                    .as("related: " + i)
                    .isEqualTo(isNear);
        }
    }

    @Test
    void aParentTopicSaysWhatItIncludes() {
        Document page = page("/topics/wirtschaft");

        assertThat(page.select(".below a").eachText()).containsExactly("Hafen");
        assertThat(page.select("form.follow .includes").text()).isEqualTo("schließt ein: Hafen");
        assertThat(page("/topics/hafen").select(".above a").eachText()).containsExactly("Wirtschaft");
    }

    @Test
    void aLongListGoesOnByKeyWithoutLossOrRepetition() {
        paper.topic("chronik", "Chronik", "Chronicle", "");
        for (int i = 1; i <= 43; i++) {
            paper.publish(TestPaper.text("Tag " + i, "chronik"));
        }

        var headlines = new java.util.ArrayList<String>();
        Optional<String> next = Optional.of("/topics/chronik");
        while (next.isPresent()) {
            Document page = page(next.get());
            headlines.addAll(page.select(".articles .headline").eachText());
            next = page.select("a[rel=next]").eachAttr("href").stream().findFirst();
        }

        assertThat(headlines)
                .hasSize(43)
                .doesNotHaveDuplicates()
                .startsWith("Tag 43")
                .endsWith("Tag 1");
    }

    @Test
    void anEnglishArticleSpeaksEnglishAndPointsToItsTranslation() {
        Article german = paper.publish(TestPaper.text("Das Wetter wendet sich", "wetter"));
        Article english = paper.publish(translation(TestPaper.text("The weather turns", "wetter"), german));

        Document page = page(english.path());

        assertThat(page.select("html").attr("lang")).isEqualTo("en");
        assertThat(page.select(".head .reading-time").text()).isEqualTo("Reading time: 1 min");
        assertThat(page.select(".topics .path a").eachText()).containsExactly("Weather");
        assertThat(page.select("link[hreflang=de]").attr("href")).isEqualTo("https://lantern.example" + german.path());
        assertThat(page(german.path()).select("link[hreflang=en]").attr("href"))
                .isEqualTo("https://lantern.example" + english.path());
    }

    @Test
    void structuredDataIsValidAndTellsWhatThePageTells() throws Exception {
        Article article = paper.publish(TestPaper.text("</script><b>\"Böe\" & \\u2028\u2028'", "hafen"));

        Document page = page(article.path());
        Element script = page.selectFirst("script[type=application/ld+json]");
        JsonNode data = new ObjectMapper().readTree(script.data());

        assertThat(page.select("script")).hasSize(1);
        assertThat(data.path("@type").asText()).isEqualTo("NewsArticle");
        assertThat(data.path("headline").asText()).isEqualTo(article.revision().headline());
        assertThat(data.path("author").get(0).path("name").asText()).isEqualTo("Tom Tinte");
        assertThat(java.time.OffsetDateTime.parse(data.path("datePublished").asText()))
                .isNotNull();
        assertThat(page.select("meta[property=og:title]").attr("content"))
                .isEqualTo(article.revision().headline());
        assertThat(page.select("meta[property=og:locale]").attr("content")).isEqualTo("de_DE");
    }

    @Test
    void hostileTextsAreShownAndDoNothing() throws Exception {
        JsonNode nasty = new ObjectMapper().readTree(Files.readString(TestData.at("nasty-text/blns.json")));

        for (JsonNode text : nasty) {
            String headline = text.asText();
            if (headline.length() > 200 || headline.chars().noneMatch(sign -> "<&\"'\\".indexOf(sign) >= 0)) {
                continue;
            }
            Document page = headlinePage(headline);
            assertThat(page.select("main script, main [onerror], main [onload], main svg, main iframe"))
                    .as(headline)
                    .isEmpty();
            assertThat(page.select("h1")).hasSize(1);
            assertThat(page.select("h1").first().children()).as(headline).isEmpty();
        }
    }

    private static Document headlinePage(String headline) {
        Submission submission = TestPaper.text(headline, "wetter");
        try {
            return page(paper.publish(submission).path());
        } catch (AssertionError refused) {
            return Jsoup.parse("<h1></h1>");
        }
    }

    @Test
    void theLittleFilesAreThere() throws Exception {
        Document front = page("/");

        for (Element link : front.select("link[rel=icon], link[rel=manifest]")) {
            HttpResponse<String> answer = paper.get(link.attr("href"));
            assertThat(answer.statusCode()).as(link.attr("href")).isEqualTo(200);
        }
        assertThat(paper.get("/robots.txt").body()).contains("Sitemap: https://lantern.example/sitemap.xml");
        assertThat(new ObjectMapper()
                        .readTree(paper.get("/manifest.webmanifest").body())
                        .path("name")
                        .asText())
                .isEqualTo("The Lantern");
        assertThat(page("/imprint").select("h1").text()).isEqualTo("Impressum");
        assertThat(page("/privacy").select("h1").text()).isEqualTo("Datenschutz");
    }

    @Test
    void theStyleStandsInThePageAndThePolicyLetsInNoOther() throws Exception {
        for (String path : List.of("/", "/search", "/follow", "/nichts")) {
            HttpResponse<String> answer = paper.get(path);
            Document page = Jsoup.parse(answer.body());
            String style = page.expectFirst("style").data();

            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            assertThat(answer.headers().allValues("content-security-policy"))
                    .as(path)
                    .singleElement()
                    .asString()
                    .contains("style-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "';");
            assertThat(page.select("link[rel=stylesheet], link[rel=preload]")).isEmpty();
            assertThat(style).doesNotContain("fonts/", "/*", "\n");
            Matcher font = Pattern.compile("/static/source-serif-4[^\"]+woff2").matcher(style);
            assertThat(font.results().map(MatchResult::group))
                    .hasSize(3)
                    .allSatisfy(address ->
                            assertThat(paper.get(address).statusCode()).isEqualTo(200));
        }
    }

    @Test
    void noPageLoadsAnythingFromElsewhereOrRunsScript() {
        Article article = paper.publish(TestPaper.text("Ruhe im Hafen", "hafen"));

        for (String path : List.of("/", article.path(), "/topics/hafen", "/imprint", "/privacy", "/nichts")) {
            Document page = Jsoup.parse(paper.get(path).body());
            assertThat(page.select("script:not([type=application/ld+json])")).isEmpty();
            assertThat(page.select("img[src*=//], link[rel=stylesheet][href*=//], iframe"))
                    .isEmpty();
        }
    }

    private static Submission translation(Submission text, Article of) {
        return new Submission(
                text.headline(),
                text.kicker(),
                text.standfirst(),
                text.teaser(),
                text.body(),
                Optional.of("en"),
                text.bylines(),
                text.dateline(),
                text.sources(),
                text.slugline(),
                text.urgency(),
                false,
                Optional.empty(),
                Optional.empty(),
                false,
                text.topics(),
                text.story(),
                Optional.of(of.id().toString()),
                Optional.empty(),
                Optional.empty());
    }

    private static Document page(String path) {
        HttpResponse<String> answer = paper.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }
}
