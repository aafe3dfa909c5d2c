package depesche.site;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.ReaderId;
import depesche.testing.TestNewsroom;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChannelPagesTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern FEED = Pattern.compile("/feeds/([\\w-]+)\\.atom");

    private String me = "";

    @BeforeEach
    void idaFollowsTheHarbour() {
        newsroom.call("POST", "/topics", "{\"slug\": \"harbour\", \"labels\": {\"de\": \"Hafen\"}}");
        newsroom.call("POST", "/topics", "{\"slug\": \"weather\", \"labels\": {\"de\": \"Wetter\"}}");
        newsroom.call("POST", "/readers/import", """
                {"email": "ida@reader.example", "language": "de", "follows": [{"topic": "harbour", "cadence": "instant"}], "consent": {"at": "2026-01-01T00:00:00Z", "source": "test"}}
                """);
        String found =
                newsroom.call("GET", "/readers?email=ida@reader.example", "").body();
        Matcher id = Pattern.compile("\"id\":\"(\\d+)\"").matcher(found);
        assertThat(id.find()).isTrue();
        me = "/me/" + newsroom.rooms().ground().links().me(new ReaderId(Integer.parseInt(id.group(1))));
    }

    @Test
    void aBrowserIsSwitchedOnAndOffByTheScript() {
        assertThat(pushed("on").statusCode()).isEqualTo(204);
        assertThat(page()).contains("Browser über push.example");

        assertThat(pushed("off").statusCode()).isEqualTo(204);
        assertThat(page()).doesNotContain("Browser über push.example");
    }

    @Test
    void aBrowserIsSwitchedOffWithoutScript() {
        pushed("on");
        Matcher id = Pattern.compile("name=\"end\" value=\"(\\d+)\"").matcher(page());
        assertThat(id.find()).isTrue();

        assertThat(changed("end=" + id.group(1)).statusCode()).isEqualTo(303);

        assertThat(page()).doesNotContain("Browser über push.example");
    }

    @Test
    void mailsAreSwitchedOffOnlyWhereAnotherWayIsLeft() {
        assertThat(page()).doesNotContain("E-Mails abschalten");
        pushed("on");
        assertThat(page()).contains("E-Mails abschalten");

        changed("mail=stop");

        assertThat(page()).contains("aus, solange ein anderer Weg bleibt").contains("E-Mails wieder einschalten");
        changed("mail=start");
        assertThat(page()).contains("E-Mails abschalten");
        pushed("off");
    }

    @Test
    void whatIsNoSubscriptionIsRefused() {
        HttpResponse<String> refused = newsroom.post(
                me + "/push",
                "{\"act\": \"on\", \"endpoint\": \"https://127.0.0.1/x\", \"keys\": {\"p256dh\": \"AAAA\", \"auth\": \"AAAA\"}}",
                "Content-Type",
                "application/json");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(newsroom.post("/me/nobody/push", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void thePrivateFeedHasTheArticlesOfWhatIsFollowedAndNoOthers() {
        article("Sturm im Hafen", "harbour");
        article("Sonne morgen", "weather");
        changed("feed=renew");

        HttpResponse<String> feed = newsroom.get(feedPath());

        assertThat(feed.statusCode()).isEqualTo(200);
        assertThat(feed.body()).contains("Sturm im Hafen").doesNotContain("Sonne morgen");
        assertThat(feed.headers().firstValue("Cache-Control").orElse("")).startsWith("private");
        assertThat(feed.headers().firstValue("X-Robots-Tag")).hasValue("noindex");
        String tag = feed.headers().firstValue("ETag").orElseThrow();
        assertThat(newsroom.get(feedPath(), "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(newsroom.get("/robots.txt").body()).contains("Disallow: /feeds/");
    }

    @Test
    void thePrivateFeedSaysOfWhatWasWithdrawnThatItWasAndNothingElse() {
        String id = article("Bürgermeisterin tritt zurück", "harbour");
        changed("feed=renew");
        assertThat(newsroom.get(feedPath()).body()).contains("Bürgermeisterin tritt zurück");

        newsroom.call("POST", "/articles/" + id + "/kill", "{\"reason\": \"Sie bleibt im Amt.\"}");

        String feed = newsroom.get(feedPath()).body();
        assertThat(feed).contains("deleted-entry").doesNotContain("Bürgermeisterin", "tritt", "Amt");
    }

    @Test
    void aNewAddressMakesTheOldOneVoid() {
        changed("feed=renew");
        String first = feedPath();
        changed("feed=renew");
        String second = feedPath();

        assertThat(second).isNotEqualTo(first);
        assertThat(newsroom.get(first).statusCode()).isEqualTo(404);
        assertThat(newsroom.get(second).statusCode()).isEqualTo(200);
        changed("feed=end");
        assertThat(newsroom.get(second).statusCode()).isEqualTo(404);
        assertThat(newsroom.get("/feeds/" + me.substring(4) + ".atom").statusCode())
                .isEqualTo(404);
    }

    @Test
    void onlyThisPageMayRunAScriptAndOnlyOurs() {
        HttpResponse<String> shown = newsroom.get(me);

        assertThat(shown.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .contains("script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(shown.headers().allValues("Content-Security-Policy")).hasSize(1);
        assertThat(newsroom.get("/")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .doesNotContain("script-src");
        Matcher script =
                Pattern.compile("<script src=\"(/static/push\\.\\w+\\.js)\"").matcher(shown.body());
        assertThat(script.find()).isTrue();
        assertThat(newsroom.get(script.group(1))
                        .headers()
                        .firstValue("Content-Type")
                        .orElse(""))
                .startsWith("text/javascript");
        assertThat(newsroom.get("/service-worker.js").body()).contains("showNotification");
    }

    private String page() {
        return newsroom.get(me).body();
    }

    private HttpResponse<String> changed(String form) {
        return newsroom.post(me + "/channels", form, "Content-Type", FORM);
    }

    private HttpResponse<String> pushed(String act) {
        return newsroom.post(me + "/push", """
                {"act": "%s", "endpoint": "https://push.example/ida",
                 "keys": {"p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                          "auth": "BTBZMqHH6r4Tts7J_aSIgg"}}
                """.formatted(act), "Content-Type", "application/json");
    }

    private String feedPath() {
        Matcher feed = FEED.matcher(page());
        assertThat(feed.find()).isTrue();
        return feed.group();
    }

    private static String article(String headline, String topic) {
        String made = newsroom.call("POST", "/articles", """
                {"headline": "%s", "body": "<p>Wind.</p>", "topics": ["%s"]}
                """.formatted(headline, topic))
                .body();
        Matcher id = Pattern.compile("\"id\":\"(\\d+)\"").matcher(made);
        assertThat(id.find()).isTrue();
        newsroom.call("POST", "/articles/" + id.group(1) + "/publication", "{\"alert\": false}");
        return id.group(1);
    }
}
