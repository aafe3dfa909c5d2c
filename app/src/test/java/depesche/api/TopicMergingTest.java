package depesche.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.account.Role;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TopicMergingTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static final TopicsOverHttp http = new TopicsOverHttp(newsroom);

    @Test
    void addressesFeedsSearchesAndNamesLeadToTheTopicThatStays() {
        http.topic("port", "Seehafen", "");
        http.topic("kai", "Kai", "port");
        http.topic("hafen", "Hafen", "");
        http.publish("Kran kippt um", "port");

        JsonNode merged = http.done("port", "merge", "{\"into\":\"hafen\"}");

        assertThat(merged.path("topic").path("slug").asText()).isEqualTo("hafen");
        assertThat(merged.path("topic").path("aliases"))
                .extracting(JsonNode::asText)
                .contains("Seehafen");
        assertThat(merged.path("articles").asInt()).isOne();
        http.assertMoved("/topics/port", "/topics/hafen");
        http.assertMoved("/topics/port/feed.atom", "/topics/hafen/feed.atom");
        String host = newsroom.baseUrl().getAuthority();
        http.assertMoved(
                "/.well-known/webfinger?resource=acct:port@" + host,
                "/.well-known/webfinger?resource=acct:hafen@" + host);
        assertThat(newsroom.get("/topics/hafen").body()).contains("Kran kippt um", "/topics/kai");
        assertThat(newsroom.get("/topics/hafen/feed.atom").body()).contains("Kran kippt um");
        assertThat(newsroom.get("/sitemap.xml").body()).doesNotContain("/topics/port");
        Waiting.until("found by the old slug", () -> isFound("topic:port") && isFound("topic:hafen"));
        assertThat(slugs()).contains("hafen", "kai").doesNotContain("port");
        assertThat(parent("kai")).isEqualTo("hafen");
    }

    @Test
    void anArticleHasTheTopicOnceWhereTheFirstOfThemStood() {
        http.topic("a", "A", "");
        http.topic("b", "B", "");
        http.topic("c", "C", "");
        String whole = http.publish("Alle drei", "a", "c", "b");
        String draft = http.draft("Entwurf", "c", "a");
        String id = http.done("a", "merge", "{\"into\":\"b\"}").path("id").asText();

        assertThat(topics(whole)).containsExactly("b", "c");
        assertThat(topics(draft)).containsExactly("c", "b");
        assertThat(newsroom.get("/topics/b/feed.json").body()).contains("Alle drei");
        change(draft, "c");
        HttpResponse<String> undone = http.undo(id);

        assertThat(topics(whole)).containsExactly("a", "c", "b");
        assertThat(topics(draft)).containsExactly("c");
        assertThat(newsroom.get("/topics/a").body()).contains("Alle drei");
        assertThat(http.undo(id).statusCode()).isEqualTo(409);
    }

    @Test
    void theTreeTheAliasesAndTheFrontPageComeBackToo() {
        http.topic("oben", "Oben", "");
        http.topic("alt", "Alt", "oben");
        http.topic("darunter", "Darunter", "alt");
        http.topic("neu", "Neu", "");
        newsroom.rooms()
                .ground()
                .db()
                .change(tx -> tx.execute(
                        "insert into front_section (topic_id, place) select id, 1 from topic where slug = 'alt'"));
        String id = http.done("alt", "merge", "{\"into\":\"neu\"}").path("id").asText();
        assertThat(parent("darunter")).isEqualTo("neu");
        assertThat(sections()).containsExactly("neu");

        assertThat(http.undo(id).statusCode()).isEqualTo(200);

        assertThat(parent("darunter")).isEqualTo("alt");
        assertThat(parent("alt")).isEqualTo("oben");
        assertThat(sections()).containsExactly("alt");
        assertThat(listed("neu").path("aliases")).isEmpty();
        newsroom.rooms().ground().db().change(tx -> tx.execute("delete from front_section"));
    }

    @Test
    void whatWasMergedBeforeGoesAlong() {
        http.topic("eins", "Eins", "");
        http.topic("zwei", "Zwei", "");
        http.topic("drei", "Drei", "");
        String article = http.publish("Kette", "eins");
        String first =
                http.done("eins", "merge", "{\"into\":\"zwei\"}").path("id").asText();
        String second =
                http.done("zwei", "merge", "{\"into\":\"drei\"}").path("id").asText();

        http.assertMoved("/topics/eins", "/topics/drei");
        assertThat(topics(article)).containsExactly("drei");
        assertThat(http.undo(first).body())
                .contains("operation-not-the-newest", "undo the operation " + second + " first");
        assertThat(http.undo(second).statusCode()).isEqualTo(200);
        http.assertMoved("/topics/eins", "/topics/zwei");
        assertThat(http.undo(first).statusCode()).isEqualTo(200);
        assertThat(topics(article)).containsExactly("eins");
        assertThat(newsroom.get("/topics/eins").statusCode()).isEqualTo(200);
    }

    @Test
    void aDryRunSaysHowMuchWouldMoveAndMovesNothing() {
        http.topic("von", "Von", "");
        http.topic("nach", "Nach", "");
        http.publish("Eins", "von");
        http.publish("Zwei", "von", "nach");
        http.imported("von", "reader@reader.example");

        JsonNode told = http.done("von", "merge", "{\"into\":\"nach\",\"dryRun\":true}");

        assertThat(told.path("id").isNull()).isTrue();
        assertThat(told.path("articles").asInt()).isEqualTo(2);
        assertThat(told.path("follows").asInt()).isOne();
        assertThat(newsroom.get("/topics/von").statusCode()).isEqualTo(200);
        assertThat(slugs()).contains("von", "nach");
    }

    @Test
    void aPartIsSplitOffWithItsArticlesAndItsFollowersAndGoesBack() {
        http.topic("wissen", "Wissen", "");
        http.topic("technik", "Technik", "wissen");
        String robot = http.publish("Roboter", "technik");
        String bridge = http.publish("Brücke", "technik");
        http.imported("technik", "split@reader.example");

        JsonNode split =
                http.done("technik", "split", "{\"labels\":{\"de\":\"Robotik\"},\"articles\":[\"" + robot + "\"]}");

        assertThat(split.path("topic").path("slug").asText()).isEqualTo("robotik");
        assertThat(split.path("articles").asInt()).isOne();
        assertThat(split.path("follows").asInt()).isOne();
        assertThat(parent("robotik")).isEqualTo("wissen");
        assertThat(topics(robot)).containsExactly("robotik");
        assertThat(topics(bridge)).containsExactly("technik");
        assertThat(newsroom.get("/topics/robotik").body()).contains("Roboter").doesNotContain("Brücke");
        assertThat(newsroom.get("/topics/technik").body()).doesNotContain("Roboter");
        assertThat(followed()).contains("split@reader.example robotik", "split@reader.example technik");
        String later = http.publish("Arm", "robotik");

        assertThat(http.undo(split.path("id").asText()).statusCode()).isEqualTo(200);

        assertThat(topics(robot)).containsExactly("technik");
        assertThat(topics(later)).containsExactly("technik");
        http.assertMoved("/topics/robotik", "/topics/technik");
        assertThat(followed()).contains("split@reader.example technik").doesNotContain("split@reader.example robotik");
        assertThat(listed("technik").path("aliases")).isEmpty();
    }

    @Test
    void whatCannotBeSplitIsSaidInOneAnswer() {
        http.topic("musik", "Musik", "");
        http.topic("oper", "Oper", "");
        String article = http.publish("Arie", "musik");

        HttpResponse<String> faulty = newsroom.call(
                "POST",
                "/topics/oper/split",
                "{\"slug\":\"musik\",\"labels\":{\"de\":\"X\"},\"articles\":[\"" + article + "\",\"x\"]}");

        assertThat(faulty.statusCode()).isEqualTo(422);
        assertThat(faulty.body()).contains("slug-taken", "1 are not on the topic oper: " + article, "not-an-id");
        assertThat(newsroom.call("POST", "/topics/oper/split", "{\"labels\":{}}")
                        .body())
                .contains("a topic needs a label", "articles names none");
        assertThat(slugs()).contains("oper", "musik").doesNotContain("x");
    }

    @Test
    void whatCannotBeMergedIsSaidInOneAnswer() {
        http.topic("stadt", "Stadt", "");
        http.topic("viertel", "Viertel", "stadt");

        assertThat(merge("stadt", "{\"into\":\"viertel\"}").body()).contains("below-it");
        assertThat(merge("stadt", "{\"into\":\"stadt\"}").body()).contains("itself");
        HttpResponse<String> faulty = merge("stadt", "{\"into\":\"nirgends\",\"colour\":1}");
        assertThat(faulty.statusCode()).isEqualTo(422);
        assertThat(OpenApi.tree(faulty.body()).path("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("into", "colour");
        assertThat(merge("stadt", "{}").body()).contains("missing");
        assertThat(merge("nirgends", "{\"into\":\"stadt\"}").statusCode()).isEqualTo(404);
        HttpResponse<String> refused = newsroom.post(
                "/api/v1/topics/viertel/merge",
                "{\"into\":\"stadt\"}",
                "Authorization",
                "Bearer " + newsroom.token(Role.EDITOR));
        assertThat(refused.statusCode()).isEqualTo(403);
        http.done("viertel", "merge", "{\"into\":\"stadt\"}");
        assertThat(merge("viertel", "{\"into\":\"stadt\"}").body()).contains("itself");
    }

    private static HttpResponse<String> merge(String slug, String json) {
        return newsroom.call("POST", "/topics/" + slug + "/merge", json);
    }

    private static boolean isFound(String asked) {
        return OpenApi.tree(newsroom.call("GET", "/search?q=" + asked.replace(":", "%3A"), "")
                                .body())
                        .path("total")
                        .asInt()
                == 1;
    }

    private static List<String> slugs() {
        return OpenApi.tree(newsroom.call("GET", "/topics", "").body())
                .path("items")
                .findValuesAsText("slug");
    }

    private static JsonNode listed(String slug) {
        for (JsonNode item :
                OpenApi.tree(newsroom.call("GET", "/topics", "").body()).path("items")) {
            if (item.path("slug").asText().equals(slug)) {
                return item;
            }
        }
        throw new AssertionError(slug);
    }

    private static String parent(String slug) {
        return listed(slug).path("parent").asText();
    }

    private static List<String> followed() {
        return newsroom.rooms()
                .ground()
                .db()
                .read(tx -> tx.createQuery("""
                        select r.email || ' ' || t.slug
                          from follow f
                          join topic t on t.id = f.subject_id
                          join reader r on r.id = f.reader_id
                         where f.kind = 'topic'
                           and f.ended_at is null
                        """).mapTo(String.class).list());
    }

    private static List<String> sections() {
        return newsroom.rooms()
                .ground()
                .db()
                .read(tx -> tx.createQuery(
                                "select t.slug from front_section s join topic t on t.id = s.topic_id order by s.place")
                        .mapTo(String.class)
                        .list());
    }

    private static List<String> topics(String article) {
        JsonNode topics = OpenApi.tree(
                        newsroom.call("GET", "/articles/" + article, "").body())
                .path("topics");
        List<String> slugs = new ArrayList<>();
        topics.forEach(slug -> slugs.add(slug.asText()));
        return slugs;
    }

    private static void change(String article, String topic) {
        String seen = newsroom.call("GET", "/articles/" + article, "")
                .headers()
                .firstValue("etag")
                .orElseThrow();
        HttpResponse<String> changed =
                newsroom.call("PUT", "/articles/" + article, TopicsOverHttp.text("Anders", topic), "If-Match", seen);
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    }
}
