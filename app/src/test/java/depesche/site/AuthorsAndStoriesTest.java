package depesche.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.account.ReaderId;
import depesche.testing.TestNewsroom;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuthorsAndStoriesTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    @BeforeAll
    static void topicAndStory() {
        call("POST", "/topics", "{\"slug\":\"hafen\",\"labels\":{\"de\":\"Hafen\",\"en\":\"Harbour\"}}");
        call("POST", "/stories", "{\"labels\":{\"de\":\"Der große Streik\",\"en\":\"The strike\"}}");
    }

    @Test
    void aBylineLeadsToThePagesOfThoseItNames() {
        JsonNode article = publish("Kran kippt", "Von Jörg Müller und Eva Lund (Fotos)", "");

        Document page = page(path(article));

        assertThat(page.select(".byline").text()).isEqualTo("Von Jörg Müller und Eva Lund (Fotos)");
        assertThat(page.select(".byline a[rel=author]").eachAttr("href"))
                .containsExactly("/authors/joerg-mueller", "/authors/eva-lund");
        assertThat(page.select("form.follow input[type=checkbox]").eachAttr("name"))
                .containsExactly("topic", "author", "author");
        Document author = page("/authors/joerg-mueller");
        assertThat(author.select("h1").text()).isEqualTo("Jörg Müller");
        assertThat(author.select(".teaser .headline").eachText()).contains("Kran kippt");
        assertThat(author.select("input[name=author][checked]").val()).isEqualTo("joerg-mueller");
    }

    @Test
    void anAuthorsPageIsMadeAnewByWhatTheyPublishCorrectAndByAKill() {
        publish("Erstes", "Anna Anders", "");
        assertThat(headlines("/authors/anna-anders")).containsExactly("Erstes");

        JsonNode second = publish("Zweites", "ANNA  ANDERS", "");
        assertThat(headlines("/authors/anna-anders")).containsExactly("Zweites", "Erstes");
        assertThat(newsroom.get("/authors/anna-anders/feed.atom").body()).contains("Zweites", "Erstes");

        call("POST", articlePath(second) + "/correction", "{\"note\":\"Es war anders.\",\"headline\":\"Besseres\"}");
        assertThat(headlines("/authors/anna-anders")).containsExactly("Besseres", "Erstes");

        call("POST", articlePath(second) + "/correction", "{\"note\":\"Von wem?\",\"bylines\":[\"Bodo Bang\"]}");
        assertThat(headlines("/authors/anna-anders")).containsExactly("Erstes");
        assertThat(headlines("/authors/bodo-bang")).containsExactly("Besseres");

        call("POST", articlePath(second) + "/kill", "{\"reason\":\"falsch\"}");
        assertThat(headlines("/authors/bodo-bang")).isEmpty();
        assertThat(newsroom.get("/authors/bodo-bang/feed.json").body()).doesNotContain("Besseres");
    }

    @Test
    void whoStandsInDraftsAloneIsNobodyYet() {
        call("POST", "/articles", article("Geheim", "Gerda Geheim", ""));

        for (String ending : List.of("", "/feed.atom", "/feed.rss", "/feed.json", "?before=1")) {
            assertThat(newsroom.get("/authors/gerda-geheim" + ending).statusCode())
                    .as(ending)
                    .isEqualTo(404);
        }
        assertThat(newsroom.get("/sitemap.xml").body()).doesNotContain("gerda-geheim");
    }

    @Test
    void aStoryIsATimeLineByDayWithFeeds() {
        JsonNode first = publish("Streik beginnt", "Ida Klein", "der-grosse-streik");
        newsroom.clock().advance(Duration.ofDays(1));
        publish("Streik geht weiter", "Ida Klein", "der-grosse-streik");
        publish("Etwas anderes", "Ida Klein", "");

        Document page = page("/stories/der-grosse-streik");

        assertThat(page.select("h1").text()).isEqualTo("Der große Streik");
        assertThat(page.select(".timeline .day")).hasSize(2);
        assertThat(page.select(".timeline .day h2 time[datetime]")).hasSize(2);
        assertThat(page.select(".teaser .headline").eachText()).containsExactly("Streik geht weiter", "Streik beginnt");
        for (String ending : List.of(".atom", ".rss", ".json")) {
            HttpResponse<String> feed = newsroom.get("/stories/der-grosse-streik/feed" + ending);
            assertThat(feed.body()).contains("Streik beginnt").doesNotContain("Etwas anderes");
            assertThat(feed.headers().firstValue("link"))
                    .hasValueSatisfying(link ->
                            assertThat(link).contains("rel=\"hub\"", "/stories/der-grosse-streik/feed" + ending));
        }
        Document article = page(path(first));
        assertThat(article.select(".topics .story a").attr("href")).isEqualTo("/stories/der-grosse-streik");
        assertThat(article.select("form.follow input[type=checkbox]").eachAttr("value"))
                .containsExactly("hafen", "der-grosse-streik", "ida-klein");
        assertThat(newsroom.get("/sitemap.xml").body()).contains("/stories/der-grosse-streik", "/authors/ida-klein");
    }

    @Test
    void aStoryOfWhichNothingIsOutIsTheNewsroomsOwn() {
        call("POST", "/stories", "{\"slug\":\"geheim\",\"labels\":{\"de\":\"Der geheime Plan\"}}");

        for (String path : List.of("/stories/geheim", "/stories/geheim/feed.atom")) {
            assertThat(newsroom.get(path).statusCode()).as(path).isEqualTo(404);
            assertThat(newsroom.get(path).body()).doesNotContain("geheime");
        }
        assertThat(newsroom.get("/sitemap.xml").body()).doesNotContain("geheim");

        publish("Der Plan ist heraus", "Ida Klein", "geheim");

        assertThat(page("/stories/geheim").select("h1").text()).isEqualTo("Der geheime Plan");
    }

    @Test
    void theApiListsWhatThereIsAndNamesEveryFault() throws Exception {
        publish("Vom Kai", "Karla Kai", "");

        assertThat(read("/authors").findValuesAsText("slug")).contains("karla-kai");
        assertThat(read("/stories").findValuesAsText("slug")).contains("der-grosse-streik");
        assertThat(newsroom.call("GET", "/authors?cursor=x", "").statusCode()).isEqualTo(400);
        assertThat(newsroom.call("POST", "/stories", "{\"labels\":{\"de\":\"Der große Streik\"}}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(JSON.readTree(newsroom.call(
                                        "POST",
                                        "/stories",
                                        "{\"slug\":\"Ä\",\"labels\":{\"de\":\"\",\"xx-\":\"a\"},\"more\":1}")
                                .body())
                        .findValuesAsText("field"))
                .contains("slug", "labels.de", "more");
        assertThat(newsroom.call("POST", "/articles", article("X", "Y", "no-such"))
                        .body())
                .contains("unknown-story");
    }

    @Test
    void storiesAndAuthorsAreFollowedByFormAndByImportAndLeftOnTheReadersPage() throws Exception {
        publish("Streik endet", "Theo Tinte", "der-grosse-streik");
        String email = "folgt@reader.example";
        newsroom.post(
                "/follow",
                "email=folgt%40reader.example&story=der-grosse-streik&author=theo-tinte&cadence=daily",
                "Content-Type",
                FORM);
        confirmLast();
        call("POST", "/readers/import", """
                {"email":"%s","follows":[{"author":"ida-nachtrag","cadence":"daily"}],"consent":{"at":"2026-01-01T00:00:00Z","source":"x"}}
                """.formatted(email));
        publish("Nachtrag", "Ida Nachtrag", "");
        JsonNode imported = JSON.readTree(call("POST", "/readers/import", """
                {"email":"%s","follows":[{"author":"ida-nachtrag","cadence":"instant"},{"story":"der-grosse-streik","cadence":"daily"}],"consent":{"at":"2026-01-01T00:00:00Z","source":"x"}}
                """.formatted(email)));

        assertThat(imported.path("updated").asInt()).isOne();
        JsonNode reader =
                read("/readers?email=folgt%40reader.example").path("items").get(0);
        assertThat(reader.path("follows").findValuesAsText("author"))
                .containsExactlyInAnyOrder("theo-tinte", "ida-nachtrag");
        assertThat(reader.path("follows").findValuesAsText("story")).containsExactly("der-grosse-streik");
        String me = "/me/"
                + newsroom.rooms()
                        .ground()
                        .links()
                        .me(new ReaderId(reader.path("id").asInt()));
        Document page = page(me);
        assertThat(page.select("main").text())
                .contains("Dossier „Der große Streik“", "Artikel von Theo Tinte", "Artikel von Ida Nachtrag");
        String number = page.select("li:contains(Theo) input[name=end-author]").val();
        newsroom.post(
                me, "wishes=save&zone=Europe%2FBerlin&cadence-author%3A" + number + "=weekly", "Content-Type", FORM);
        assertThat(page(me).select("select[name=cadence-author:" + number + "] option[selected]")
                        .eachAttr("value"))
                .containsExactly("weekly");

        newsroom.post(me, "end-author=" + number + "&end-author=-1&end-story=x", "Content-Type", FORM);

        assertThat(page(me).select("input[name=end-author]")).hasSize(1);
        assertThat(page(me).select("input[name=end-story]")).hasSize(1);
    }

    @Test
    void theFollowFormComesBackWithStoriesAndAuthorsThatWereChosen() {
        publish("Vom Meer", "Mara Meer", "");

        HttpResponse<String> answer = newsroom.post(
                "/follow", "email=x&author=mara-meer&author=nobody&story=no-such%00", "Content-Type", FORM);

        assertThat(answer.statusCode()).isEqualTo(422);
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select("input[name=author][checked]").eachAttr("value")).containsExactly("mara-meer");
        assertThat(page.select(".faults li")).hasSize(3);
        assertThat(Jsoup.parse(newsroom.get("/follow?author=mara-meer&story=der-grosse-streik")
                                .body())
                        .select("input[checked]")
                        .eachAttr("value"))
                .containsExactly("der-grosse-streik", "mara-meer");
    }

    private static void confirmLast() {
        var rooms = newsroom.rooms();
        long request = rooms.ground()
                .db()
                .read(tx -> tx.createQuery("select max(id) from follow_request")
                        .mapTo(Long.class)
                        .one());
        rooms.readers().following().confirm(rooms.ground().links().confirm(request));
    }

    private static JsonNode publish(String headline, String byline, String story) {
        try {
            JsonNode article = JSON.readTree(call("POST", "/articles", article(headline, byline, story)));
            newsroom.clock().advance(Duration.ofMinutes(1));
            call("POST", articlePath(article) + "/publication", "{\"alert\":false}");
            return article;
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private static String article(String headline, String byline, String story) {
        return """
                {"headline":"%s","body":"<p>Text.</p>","topics":["hafen"],"bylines":["%s"],"story":%s}
                """.formatted(headline, byline, story.isEmpty() ? "null" : "\"" + story + "\"");
    }

    private static String articlePath(JsonNode article) {
        return "/articles/" + article.path("id").asText();
    }

    private static String path(JsonNode article) {
        return java.net.URI.create(article.path("url").asText()).getPath();
    }

    private static Document page(String path) {
        HttpResponse<String> answer = newsroom.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }

    private static List<String> headlines(String path) {
        return page(path).select(".teaser .headline").eachText();
    }

    private static JsonNode read(String path) throws Exception {
        return JSON.readTree(newsroom.call("GET", path, "").body());
    }

    private static String call(String method, String path, String json) {
        HttpResponse<String> answer = newsroom.call(method, path, json);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body();
    }
}
