package depesche.desk;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Role;
import depesche.testing.TestNewsroom;
import java.time.Duration;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The paper's name, language, clock and texts, set at the desk.
class AppearanceTest {

    private static final String PAGE = "/desk/appearance";

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static Person admin;

    @BeforeEach
    void ada() {
        if (admin == null) {
            admin = Person.of(newsroom, "Ada", Role.ADMIN);
            newsroom.call(
                    "POST", "/topics", "{\"slug\": \"hafen\", \"labels\": {\"de\": \"Hafen\", \"en\": \"Harbour\"}}");
        }
    }

    @AfterEach
    void asBefore() {
        newsroom.rooms().ground().db().change(tx -> {
            tx.execute("delete from masthead");
            newsroom.rooms().ground().changes().record(tx, Set.of("site", "masthead"));
        });
    }

    @Test
    void whatIsSetStandsOnPagesInFeedsInMailsAndAtTheDesk() {
        assertThat(site("/").title()).isEqualTo("The Lantern");
        newsroom.get("/manifest.webmanifest");
        newsroom.get("/feed.atom");

        set("siteName", "The Beacon", "siteLanguage", "en", "timeZone", "Asia/Tokyo");

        Document front = site("/");
        assertThat(front.title()).isEqualTo("The Beacon");
        assertThat(front.select(".masthead .paper").text()).isEqualTo("The Beacon");
        assertThat(front.select("html").attr("lang")).isEqualTo("en");
        assertThat(newsroom.get("/manifest.webmanifest").body()).contains("\"name\":\"The Beacon\"");
        assertThat(newsroom.get("/feed.atom").body()).contains("The Beacon").contains("xml:lang=\"en\"");
        assertThat(newsroom.get("/topics/hafen/feed.json").body()).contains("Harbour – The Beacon");
        assertThat(newsroom.get("/search?q=x").body()).contains("The Beacon");
        assertThat(admin.page("/desk").select("header .paper").text()).startsWith("The Beacon");
        newsroom.post("/desk/sign-in", "email=ada@lantern.example", "Content-Type", Person.FORM);
        newsroom.settle();
        var mailbox = newsroom.rooms().mail().mailbox();
        String mail =
                mailbox.read(mailbox.newest(1).getFirst().id()).orElseThrow().toString();
        assertThat(mail).contains("The Beacon").doesNotContain("The Lantern");
    }

    @Test
    void daysAndHoursGoByTheNewClock() {
        newsroom.clock().advance(Duration.ofHours(10));
        String article = newsroom.call(
                        "POST",
                        "/articles",
                        "{\"headline\": \"Ebbe\", \"body\": \"<p>Ja.</p>\", \"topics\": [\"hafen\"]}")
                .body()
                .replaceFirst(".*?\"id\":\"(\\d+)\".*", "$1");
        newsroom.call("POST", "/articles/" + article + "/publication", "{\"alert\": false}");
        assertThat(site("/archive/2026/03/02").select(".teaser")).isEmpty();

        set("timeZone", "Pacific/Kiritimati");

        assertThat(site("/archive/2026/03/02").select(".teaser").text()).contains("Ebbe");
        assertThat(site("/" + article + "/ebbe").select("time").first().attr("datetime"))
                .endsWith("+14:00");
        assertThat(admin.page("/desk/articles/" + article).text()).contains("2 Mar 2026");
    }

    @Test
    void textsOfTheHouseAreCleanAndStandInBothLanguages() {
        assertThat(newsroom.get("/about").statusCode()).isEqualTo(404);
        assertThat(site("/").select(".colophon a[href=/about]")).isEmpty();

        set(
                "imprintDe", "Verlag **Laterne**, Hafenstraße 1 <script>alert(1)</script>",
                "aboutDe", "# Wir\n\n<img src=x onerror=alert(1)>Seit 1921.",
                "aboutEn", "Since 1921. [More](javascript:alert(1))");

        Document imprint = site("/imprint");
        assertThat(imprint.select("main strong").text()).isEqualTo("Laterne");
        assertThat(imprint.select("main").html()).doesNotContain("script").doesNotContain("trägt die Redaktion");
        Document about = site("/about");
        assertThat(about.select(".house").eachText()).containsExactly("Wir Seit 1921.", "Since 1921. More");
        assertThat(about.select("section[lang=en]").text()).isEqualTo("Since 1921. More");
        assertThat(about.select("main [onerror], main a[href^=javascript], main img, main h1")
                        .eachText())
                .containsExactly("Über The Lantern");
        assertThat(site("/").select(".colophon a[href=/about]").text()).isEqualTo("Über uns");
        assertThat(newsroom.get("/sitemap.xml").body()).contains("/about</loc>");

        set("imprintDe", "", "aboutDe", "<!-- nothing -->", "aboutEn", " ");
        assertThat(newsroom.get("/about").statusCode()).isEqualTo(404);
        assertThat(newsroom.get("/sitemap.xml").body()).doesNotContain("/about");
        assertThat(newsroom.get("/imprint").body()).contains("trägt die Redaktion");
    }

    @Test
    void aNameIsTextWhateverStandsInIt() {
        for (String name : new String[] {
            "</style><script>alert(1)</script>",
            "\"><img src=x>",
            "جريدة الميناء",
            "🗞️📰",
            "X".repeat(80),
            "{0} {name}"
        }) {
            set("siteName", name);

            Document front = site("/");
            assertThat(front.select(".masthead .paper").text()).isEqualTo(name);
            assertThat(front.select("script, main img")).isEmpty();
            assertThat(newsroom.get("/feed.rss").statusCode()).isEqualTo(200);
            assertThat(newsroom.get("/imprint").body()).contains("Impressum");
        }
        set("siteName", "\u202eThe\u0000 \r\nBeacon");
        assertThat(site("/").title()).isEqualTo("The Beacon");
    }

    @Test
    void faultsComeBackWithWhatWasTyped() {
        var answer = admin.submit(PAGE, PAGE, "act", "set", "siteName", " ", "siteLanguage", "xx-!", "aboutEn", "Kept");

        assertThat(answer.statusCode()).isEqualTo(422);
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select("[role=alert] a").eachAttr("href")).containsExactly("#f-siteName", "#f-siteLanguage");
        assertThat(page.select("#f-aboutEn").first().wholeText().strip()).isEqualTo("Kept");
        assertThat(site("/").title()).isEqualTo("The Lantern");
    }

    @Test
    void undoingGoesBackAndWhoCameLateIsTold() {
        Document early = admin.page(PAGE);
        set("siteName", "The Beacon");

        var late = admin.submit(early, PAGE, "act", "set", "siteName", "The Late");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(Jsoup.parse(late.body()).select("#f-siteName").val()).isEqualTo("The Beacon");

        Document now = admin.page(PAGE);
        assertThat(now.text()).contains("Set by Ada").contains("“The Lantern”");
        admin.submit(now, PAGE, "act", "undo");
        assertThat(site("/").title()).isEqualTo("The Lantern");
    }

    @Test
    void whatWasTypedWithAFaultDoesNotGoOverWhatWasSetMeanwhile() {
        Document early = admin.page(PAGE);
        set("siteName", "The Beacon");

        var refused = admin.submit(early, PAGE, "act", "set", "siteName", " ");
        assertThat(refused.statusCode()).isEqualTo(422);
        var again = admin.submit(Jsoup.parse(refused.body()), PAGE, "act", "set", "siteName", "The Late");

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(site("/").title()).isEqualTo("The Beacon");
    }

    @Test
    void itIsForAdminsAlone() {
        Person chief = Person.of(newsroom, "Clara", Role.CHIEF);
        assertThat(chief.get(PAGE).statusCode()).isEqualTo(403);
        assertThat(chief.page("/desk").select("nav a[href=" + PAGE + "]")).isEmpty();
        assertThat(admin.page("/desk").select("nav a[href=" + PAGE + "]").text())
                .isEqualTo("Appearance");
    }

    private static void set(String... fields) {
        String[] all = new String[fields.length + 2];
        System.arraycopy(fields, 0, all, 2, fields.length);
        all[0] = "act";
        all[1] = "set";
        assertThat(admin.submit(PAGE, PAGE, all).statusCode()).isEqualTo(303);
    }

    private static Document site(String path) {
        return Jsoup.parse(newsroom.get(path).body());
    }
}
