package depesche.desk;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Role;
import depesche.testing.TestData;
import depesche.testing.TestNewsroom;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeskRoutesTest {

    private static final String NEW = "/desk/articles/new";
    private static final String HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'{0}";

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static Person ada;
    private static Person tom;

    @BeforeAll
    static void people() {
        ada = Person.of(newsroom, "Ada", Role.ADMIN);
        tom = Person.of(newsroom, "Tom", Role.REPORTER);
        ada.submit("/desk/topics", "/desk/topics", "labelDe", "Hafen", "labelEn", "Harbour");
        ada.submit("/desk/topics", "/desk/topics", "labelDe", "Wetter", "labelEn", "Weather", "parent", "hafen");
    }

    @Test
    void aLinkIsMailedToStaffOnlyAndTheAnswerDoesNotTell() {
        String form = "email=tom%40lantern.example";
        HttpResponse<String> known = newsroom.post("/desk/sign-in", form, "Content-Type", Person.FORM);
        HttpResponse<String> unknown =
                newsroom.post("/desk/sign-in", "email=nobody%40lantern.example", "Content-Type", Person.FORM);
        newsroom.settle();

        var mails = newsroom.rooms().mail().mailbox().newest(50).stream()
                .map(mail -> newsroom.rooms().mail().mailbox().read(mail.id()).orElseThrow())
                .filter(mail -> mail.source().contains("X-Depesche-Kind: sign-in"))
                .toList();
        assertThat(unknown.body()).isEqualTo(known.body());
        assertThat(mails).hasSize(1);
        assertThat(mails.getFirst().recipient()).isEqualTo("tom@lantern.example");
        String link = found("/desk/sign-in/[\\w-]+", mails.getFirst().text());
        assertThat(newsroom.post(link, "").statusCode()).isEqualTo(303);
    }

    @Test
    void nobodyComesInWithoutASession() {
        for (String path :
                List.of("/desk", NEW, "/desk/articles/1", "/desk/topics", "/desk/mailbox", "/desk/alerts/1")) {
            HttpResponse<String> answer = newsroom.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(302);
            assertThat(answer.headers().firstValue("location")).as(path).hasValue("/desk/sign-in");
        }
        assertThat(newsroom.post(NEW, "headline=x", "Content-Type", Person.FORM).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aFormWithoutTheWordOfTheSessionChangesNothing() {
        int before = articles();

        for (String csrf : List.of("", "wrong")) {
            HttpResponse<String> answer = ada.submit(NEW, NEW, "csrf", csrf, "headline", "Forged");
            assertThat(answer.statusCode()).isEqualTo(403);
        }

        assertThat(articles()).isEqualTo(before);
    }

    @Test
    void everyPageForbidsScriptsFramesAndKeeping() {
        for (String path : List.of("/desk", NEW, "/desk/topics", "/desk/readers", "/desk/mailbox", "/desk/jobs")) {
            HttpResponse<String> answer = ada.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                    .contains("default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'");
            assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
            assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("referrer-policy")).hasValue("same-origin");
            assertThat(Jsoup.parse(answer.body()).select("script, [style], [onclick]"))
                    .as(path)
                    .isEmpty();
        }
    }

    @Test
    void aReporterWritesButDoesNotPublishPlanOrMakeTopics() {
        String article = saved(tom, "Tom writes", "hafen");

        HttpResponse<String> publication =
                tom.post(article + "/publication", List.of(field("csrf", csrf(tom)), field("alert", "with")));
        HttpResponse<String> plan = tom.submit(article, article, "publishAt", "2026-03-02T10:00");
        HttpResponse<String> topic =
                tom.post("/desk/topics", List.of(field("csrf", csrf(tom)), field("labelDe", "Neu")));

        assertThat(tom.page(article).select("[name=publishAt]")).isEmpty();
        assertThat(tom.page("/desk/topics").select("main form")).isEmpty();
        assertThat(publication.statusCode()).isEqualTo(403);
        assertThat(publication.body()).contains("editor");
        assertThat(plan.statusCode()).isEqualTo(403);
        assertThat(topic.statusCode()).isEqualTo(403);
        assertThat(topic.body()).contains("chief");
        assertThat(tom.get("/desk/mailbox").statusCode()).isEqualTo(403);
        assertThat(tom.page(article).select(".state").first().text()).isEqualTo("draft");
    }

    @Test
    void breakingNewsNeedsAChief() {
        Person eva = Person.of(newsroom, "Evi", Role.EDITOR);
        String article = saved(eva, "Dyke breaks", "hafen", "breaking", "yes");

        HttpResponse<String> byEditor = eva.post(
                article + "/publication",
                List.of(field("csrf", csrf(eva)), field("alert", "with"), field("revision", "1")));

        assertThat(byEditor.statusCode()).isEqualTo(403);
        assertThat(byEditor.body()).contains("chief");
        assertThat(eva.page(article + "/publication").select("main form")).isEmpty();
    }

    @Test
    void allFaultsAreToldAtOnceAndWhatWasTypedStays() {
        HttpResponse<String> answer = ada.submit(
                NEW,
                NEW,
                "kicker",
                "Kept",
                "language",
                "no-language-at-all",
                "urgency",
                "12",
                "embargoUntil",
                "soon",
                "translationOf",
                "99999",
                "topic[0]",
                "no-such-topic",
                "body",
                "<p>My text</p>");

        Document page = Jsoup.parse(answer.body());
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(page.select(".notice li a").eachAttr("href"))
                .containsExactlyInAnyOrder(
                        "#f-headline", "#f-language", "#f-urgency", "#f-embargoUntil", "#f-translationOf", "#f-topic1");
        assertThat(page.select("[aria-invalid]"))
                .hasSize(6)
                .allSatisfy(field -> assertThat(page.getElementById(
                                field.attr("aria-describedby").replaceFirst(".* ", "")))
                        .isNotNull());
        assertThat(page.select("[name=kicker]").attr("value")).isEqualTo("Kept");
        assertThat(page.select("[name=urgency]").attr("value")).isEqualTo("12");
        assertThat(page.select("[name=body]").text()).isEqualTo("<p>My text</p>");
    }

    @Test
    void hostileTextsComeBackInert() {
        String[] fields = {
            "headline",
            "kicker",
            "standfirst",
            "teaser",
            "bylines",
            "dateline",
            "sources",
            "slugline",
            "pictureCaption",
            "pictureCredit",
            "pictureAlt"
        };
        String[] changes = new String[fields.length * 2];
        for (int i = 0; i < fields.length; i++) {
            changes[2 * i] = fields[i];
            changes[2 * i + 1] = HOSTILE;
        }
        String article = saved(ada, HOSTILE, "hafen", changes);
        ada.submit(article, article, "body", "<p onclick=alert(1)>x<script>alert(1)</script></p>", "bodyForm", "html");

        for (String path : List.of(
                article, article + "/publication", article + "/preview", "/desk", "/desk?q=%22%3E%3Cscript%3E")) {
            Document page = ada.page(path);
            assertThat(page.select("script, [onerror], [onclick], img[src=x]"))
                    .as(path)
                    .isEmpty();
            Document framed = Jsoup.parse(page.select("iframe").attr("srcdoc"));
            assertThat(framed.select("script:not([type=application/ld+json]), [onerror], [onclick], img[src=x]"))
                    .as(path)
                    .isEmpty();
        }
        assertThat(ada.page(article).select("[name=kicker]").attr("value")).isEqualTo(HOSTILE);
    }

    @Test
    void whoSavesOnAnOldRevisionKeepsTheirTextAndLearnsOfTheOther() {
        String article = saved(ada, "Before", "hafen");
        Document seen = tom.page(article);
        ada.submit(article, article, "headline", "Ada was faster");

        HttpResponse<String> late = tom.submit(seen, article, "headline", "Tom was slower");
        Document page = Jsoup.parse(late.body());
        HttpResponse<String> anyway = tom.submit(page, article);

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(page.select(".notice").text()).contains("Ada", "Headline");
        assertThat(page.select("[name=headline]").attr("value")).isEqualTo("Tom was slower");
        assertThat(anyway.statusCode()).isEqualTo(303);
        assertThat(tom.page(article).select("[name=headline]").attr("value")).isEqualTo("Tom was slower");
    }

    @Test
    void publishingTwiceMakesOneAlert() {
        String article = saved(ada, "Storm closes harbour", "wetter");
        Document page = ada.page(article + "/publication");

        var first = ada.submit(page, article + "/publication", "alert", "with");
        var second = ada.submit(page, article + "/publication", "alert", "with");
        newsroom.settle();

        String alert = first.headers().firstValue("location").orElseThrow();
        assertThat(alert).startsWith("/desk/alerts/");
        assertThat(second.headers().firstValue("location")).hasValue(alert);
        assertThat(ada.page(article + "/publication").select("a[href^=/desk/alerts/]"))
                .hasSize(1);
        Document progress = ada.page(alert);
        assertThat(progress.select("[role=progressbar]").attr("aria-valuemax")).isEqualTo("0");
        assertThat(progress.select("table.numbers tr")).hasSize(10);
    }

    @Test
    void whatSomebodySavedMeanwhileIsNotPublishedUnseen() {
        String article = saved(ada, "Seen", "hafen");
        Document page = ada.page(article + "/publication");
        tom.submit(article, article, "headline", "Not seen");

        HttpResponse<String> answer = ada.submit(page, article + "/publication", "alert", "without");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("Tom");
        assertThat(ada.page(article).select(".state").first().text()).isEqualTo("draft");
    }

    @Test
    void thePreviewShowsAnUnpublishedArticleAsReadersWouldSeeIt() {
        String article = saved(ada, "Only a preview", "hafen", "body", "A **strong** text");

        HttpResponse<String> answer = ada.get(article + "/preview");

        Document framed =
                Jsoup.parse(Jsoup.parse(answer.body()).select("iframe").attr("srcdoc"));
        assertThat(framed.select("h1").text()).isEqualTo("Only a preview");
        assertThat(framed.select(".body strong").text()).isEqualTo("strong");
        assertThat(answer.headers().firstValue("x-robots-tag").orElse("")).contains("noindex");
        assertThat(newsroom.get("/" + article.replaceFirst(".*/", "")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void theDeskSpeaksTheLanguageThatIsAskedForOrChosen() {
        HttpResponse<String> chosen =
                newsroom.post("/desk/language", "language=en&back=//evil.example", "Content-Type", Person.FORM);

        assertThat(newsroom.get("/desk/sign-in").body()).contains("lang=\"de\"", "Anmelden");
        assertThat(newsroom.get("/desk/sign-in", "Accept-Language", "fr, en;q=0.8")
                        .body())
                .contains("lang=\"en\"", "Sign in");
        assertThat(newsroom.get("/desk/sign-in", "Cookie", Person.cookie(chosen), "Accept-Language", "de")
                        .body())
                .contains("lang=\"en\"");
        assertThat(chosen.headers().firstValue("location")).hasValue("/desk");
    }

    @Test
    void aPictureFillsInItsOwnWordsAndALongTextArrivesWhole() throws Exception {
        String text = "Sehr lang, mit Umlauten: Größe. ".repeat(4000);
        byte[] picture = Files.readAllBytes(TestData.repository().resolve("demo/pictures/sturmflut.jpg"));

        HttpResponse<String> answer = ada.upload(
                NEW,
                List.of(
                        field("csrf", csrf(ada)),
                        field("headline", "With picture"),
                        field("body", text),
                        field("bodyForm", "markdown")),
                picture);

        Document page = ada.page(answer.headers().firstValue("location").orElseThrow());
        assertThat(page.select("[name=pictureCaption]").text()).isNotBlank();
        assertThat(page.select("[name=pictureCredit]").attr("value")).isNotBlank();
        assertThat(page.select("img.lead").attr("src")).matches("/pictures/\\d+/\\d+\\.jpg");
        assertThat(page.select("[name=body]").text()).isEqualTo("<p>" + text.strip() + "</p>");
    }

    @Test
    void whatIsNoPictureIsAFaultBesideTheOthers() {
        HttpResponse<String> answer =
                ada.upload(NEW, List.of(field("csrf", csrf(ada)), field("headline", "")), new byte[] {1, 2, 3});

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(answer.body()).select(".notice li a").eachAttr("href"))
                .containsExactlyInAnyOrder("#f-picture", "#f-headline");
    }

    @Test
    void stoppingAnAlertAsksFirstAndNeedsAnEditor() {
        String article = saved(ada, "To be stopped", "hafen");
        String alert = ada.submit(article + "/publication", article + "/publication", "alert", "with")
                .headers()
                .firstValue("location")
                .orElseThrow();

        assertThat(tom.get(alert).statusCode()).isEqualTo(200);
        assertThat(tom.get(alert + "/stop").statusCode()).isEqualTo(403);
        assertThat(tom.post(alert + "/stop", List.<String[]>of(field("csrf", csrf(tom))))
                        .statusCode())
                .isEqualTo(403);
        assertThat(ada.get(alert).headers().firstValue("refresh")).hasValue("2");
        assertThat(ada.get(alert + "?still=yes").headers().firstValue("refresh"))
                .isEmpty();
        assertThat(ada.submit(alert + "/stop", alert + "/stop").statusCode()).isEqualTo(303);
        assertThat(ada.page(alert).select(".state").text()).isEqualTo("stopped");
        newsroom.settle();
    }

    @Test
    void theSetUpLinkOpensNothingOnceThereIsAFirstPerson() {
        var setUp = new depesche.account.SetUp(
                newsroom.rooms().ground().secrets(), newsroom.rooms().paper().staff());

        String path = "/desk/set-up/" + setUp.token();

        assertThat(newsroom.get(path).statusCode()).isEqualTo(410);
        assertThat(newsroom.post(path, "name=Eve&email=eve%40evil.example", "Content-Type", Person.FORM)
                        .statusCode())
                .isEqualTo(410);
    }

    /// The path of a new article with one topic.
    private static String saved(Person by, String headline, String topic, String... changes) {
        String[] all = new String[changes.length + 6];
        System.arraycopy(new String[] {"headline", headline, "body", "Text of it.", "topic[0]", topic}, 0, all, 0, 6);
        System.arraycopy(changes, 0, all, 6, changes.length);
        HttpResponse<String> answer = by.submit(NEW, NEW, all);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("location").orElseThrow().replaceFirst("\\?.*", "");
    }

    private static String csrf(Person person) {
        return person.page("/desk").select("[name=csrf]").first().attr("value");
    }

    private static String[] field(String name, String value) {
        return new String[] {name, value};
    }

    private static int articles() {
        return newsroom.rooms()
                .ground()
                .db()
                .read(handle -> handle.createQuery("select count(*) from article")
                        .mapTo(Integer.class)
                        .one());
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group();
    }
}
