package depesche.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.account.Role;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TopicMergingTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private final OpenApi description =
            new OpenApi(newsroom.get("/api/openapi.json").body());

    @Test
    void addressesFeedsSearchesAndNamesLeadToTheTopicThatStays() {
        topic("port", "Seehafen", "");
        topic("kai", "Kai", "port");
        topic("hafen", "Hafen", "");
        publish("Kran kippt um", "port");

        JsonNode merged = done("/topics/port/merge", "{\"into\":\"hafen\"}", "merge");

        assertThat(merged.path("topic").path("slug").asText()).isEqualTo("hafen");
        assertThat(merged.path("topic").path("aliases"))
                .extracting(JsonNode::asText)
                .contains("Seehafen");
        assertThat(merged.path("articles").asInt()).isOne();
        assertMoved("/topics/port", "/topics/hafen");
        assertMoved("/topics/port/feed.atom", "/topics/hafen/feed.atom");
        String host = newsroom.baseUrl().getAuthority();
        assertMoved(
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
        topic("a", "A", "");
        topic("b", "B", "");
        topic("c", "C", "");
        String whole = publish("Alle drei", "a", "c", "b");
        String draft = draft("Entwurf", "c", "a");
        String id =
                done("/topics/a/merge", "{\"into\":\"b\"}", "merge").path("id").asText();

        assertThat(topics(whole)).containsExactly("b", "c");
        assertThat(topics(draft)).containsExactly("c", "b");
        assertThat(newsroom.get("/topics/b/feed.json").body()).contains("Alle drei");
        change(draft, "c");
        HttpResponse<String> undone = undo(id);

        assertThat(description.faults("POST", "/topic-operations/{id}/undo", undone))
                .isEmpty();
        assertThat(topics(whole)).containsExactly("a", "c", "b");
        assertThat(topics(draft)).containsExactly("c");
        assertThat(newsroom.get("/topics/a").body()).contains("Alle drei");
        assertThat(undo(id).statusCode()).isEqualTo(409);
    }

    @Test
    void theTreeTheAliasesAndTheFrontPageComeBackToo() {
        topic("oben", "Oben", "");
        topic("alt", "Alt", "oben");
        topic("darunter", "Darunter", "alt");
        topic("neu", "Neu", "");
        newsroom.rooms()
                .ground()
                .db()
                .change(tx -> tx.execute(
                        "insert into front_section (topic_id, place) select id, 1 from topic where slug = 'alt'"));
        String id = done("/topics/alt/merge", "{\"into\":\"neu\"}", "merge")
                .path("id")
                .asText();
        assertThat(parent("darunter")).isEqualTo("neu");
        assertThat(sections()).containsExactly("neu");

        assertThat(undo(id).statusCode()).isEqualTo(200);

        assertThat(parent("darunter")).isEqualTo("alt");
        assertThat(parent("alt")).isEqualTo("oben");
        assertThat(sections()).containsExactly("alt");
        assertThat(listed("neu").path("aliases")).isEmpty();
        newsroom.rooms().ground().db().change(tx -> tx.execute("delete from front_section"));
    }

    @Test
    void whatWasMergedBeforeGoesAlong() {
        topic("eins", "Eins", "");
        topic("zwei", "Zwei", "");
        topic("drei", "Drei", "");
        String article = publish("Kette", "eins");
        String first = done("/topics/eins/merge", "{\"into\":\"zwei\"}", "merge")
                .path("id")
                .asText();
        String second = done("/topics/zwei/merge", "{\"into\":\"drei\"}", "merge")
                .path("id")
                .asText();

        assertMoved("/topics/eins", "/topics/drei");
        assertThat(topics(article)).containsExactly("drei");
        assertThat(undo(first).body()).contains("operation-not-the-newest", "undo the operation " + second + " first");
        assertThat(undo(second).statusCode()).isEqualTo(200);
        assertMoved("/topics/eins", "/topics/zwei");
        assertThat(undo(first).statusCode()).isEqualTo(200);
        assertThat(topics(article)).containsExactly("eins");
        assertThat(newsroom.get("/topics/eins").statusCode()).isEqualTo(200);
    }

    @Test
    void aDryRunSaysHowMuchWouldMoveAndMovesNothing() {
        topic("von", "Von", "");
        topic("nach", "Nach", "");
        publish("Eins", "von");
        publish("Zwei", "von", "nach");
        imported("von", "reader@reader.example");

        JsonNode told = done("/topics/von/merge", "{\"into\":\"nach\",\"dryRun\":true}", "merge");

        assertThat(told.path("id").isNull()).isTrue();
        assertThat(told.path("articles").asInt()).isEqualTo(2);
        assertThat(told.path("follows").asInt()).isOne();
        assertThat(newsroom.get("/topics/von").statusCode()).isEqualTo(200);
        assertThat(slugs()).contains("von", "nach");
    }

    @Test
    void aPartIsSplitOffWithItsArticlesAndItsFollowersAndGoesBack() {
        topic("wissen", "Wissen", "");
        topic("technik", "Technik", "wissen");
        String robot = publish("Roboter", "technik");
        String bridge = publish("Brücke", "technik");
        imported("technik", "split@reader.example");

        JsonNode split = done(
                "/topics/technik/split", "{\"labels\":{\"de\":\"Robotik\"},\"articles\":[\"" + robot + "\"]}", "split");

        assertThat(split.path("topic").path("slug").asText()).isEqualTo("robotik");
        assertThat(split.path("articles").asInt()).isOne();
        assertThat(split.path("follows").asInt()).isOne();
        assertThat(parent("robotik")).isEqualTo("wissen");
        assertThat(topics(robot)).containsExactly("robotik");
        assertThat(topics(bridge)).containsExactly("technik");
        assertThat(newsroom.get("/topics/robotik").body()).contains("Roboter").doesNotContain("Brücke");
        assertThat(newsroom.get("/topics/technik").body()).doesNotContain("Roboter");
        assertThat(followed()).contains("split@reader.example robotik", "split@reader.example technik");
        String later = publish("Arm", "robotik");

        assertThat(undo(split.path("id").asText()).statusCode()).isEqualTo(200);

        assertThat(topics(robot)).containsExactly("technik");
        assertThat(topics(later)).containsExactly("technik");
        assertMoved("/topics/robotik", "/topics/technik");
        assertThat(followed()).contains("split@reader.example technik").doesNotContain("split@reader.example robotik");
        assertThat(listed("technik").path("aliases")).isEmpty();
    }

    @Test
    void whatCannotBeSplitIsSaidInOneAnswer() {
        topic("musik", "Musik", "");
        topic("oper", "Oper", "");
        String article = publish("Arie", "musik");

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
        topic("stadt", "Stadt", "");
        topic("viertel", "Viertel", "stadt");

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
        done("/topics/viertel/merge", "{\"into\":\"stadt\"}", "merge");
        assertThat(merge("viertel", "{\"into\":\"stadt\"}").body()).contains("itself");
    }

    private JsonNode done(String path, String json, String act) {
        HttpResponse<String> answer = newsroom.call("POST", path, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(description.faults("POST", "/topics/{slug}/" + act, answer)).isEmpty();
        return OpenApi.tree(answer.body());
    }

    private static HttpResponse<String> merge(String slug, String json) {
        return newsroom.call("POST", "/topics/" + slug + "/merge", json);
    }

    private static HttpResponse<String> undo(String id) {
        return newsroom.call("POST", "/topic-operations/" + id + "/undo", "");
    }

    private static void assertMoved(String from, String to) {
        HttpResponse<String> answer = newsroom.get(from);
        assertThat(answer.statusCode()).as(from).isEqualTo(301);
        assertThat(answer.headers().firstValue("location")).hasValue(to);
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
                newsroom.call("PUT", "/articles/" + article, text("Anders", topic), "If-Match", seen);
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    }

    private static String publish(String headline, String... topics) {
        String id = draft(headline, topics);
        assertThat(newsroom.call("POST", "/articles/" + id + "/publication", "{\"alert\":false}")
                        .statusCode())
                .isLessThan(300);
        return id;
    }

    private static String draft(String headline, String... topics) {
        HttpResponse<String> made = newsroom.call("POST", "/articles", text(headline, topics));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return OpenApi.tree(made.body()).path("id").asText();
    }

    private static String text(String headline, String... topics) {
        String slugs = Arrays.stream(topics).map(slug -> "\"" + slug + "\"").collect(Collectors.joining(","));
        return "{\"headline\":\"" + headline + "\",\"body\":\"<p>Text.</p>\",\"language\":\"de\",\"topics\":[" + slugs
                + "]}";
    }

    private static void imported(String topic, String email) {
        String line = "{\"email\":\"" + email + "\",\"follows\":[{\"topic\":\"" + topic
                + "\",\"cadence\":\"instant\"}],\"consent\":{\"at\":\"2026-01-01T00:00:00Z\",\"source\":\"form\"}}";
        newsroom.call("POST", "/readers/import", line, "Content-Type", "application/x-ndjson");
    }

    private static void topic(String slug, String label, String parent) {
        String above = parent.isEmpty() ? "" : ",\"parent\":\"" + parent + "\"";
        HttpResponse<String> made = newsroom.call(
                "POST", "/topics", "{\"slug\":\"" + slug + "\",\"labels\":{\"de\":\"" + label + "\"}" + above + "}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }
}
