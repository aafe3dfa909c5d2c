package depesche.feed.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import depesche.testing.TestNewsroom;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What other servers find of stories and authors, and what they must not find.
class StoryAndAuthorActorsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    @BeforeAll
    static void topic() {
        newsroom.call("POST", "/topics", "{\"slug\": \"hafen\", \"labels\": {\"de\": \"Hafen\"}}");
    }

    @Test
    void aTopicAStoryAndAnAuthorOfOneNameAreThree() {
        newsroom.call("POST", "/topics", "{\"slug\": \"eva-lund\", \"labels\": {\"de\": \"Eva Lund\"}}");
        story("eva-lund", "Der Fall Eva Lund");
        publish("Eva Lund vermisst", "Eva Lund", "eva-lund");

        assertThat(foundBy("acct:eva-lund@" + host()))
                .isEqualTo(site() + "/activity/topics/" + id("topic", "eva-lund"));
        assertThat(foundBy("acct:STORY_Eva-Lund@" + host()))
                .isEqualTo(site() + "/activity/stories/" + id("story", "eva-lund"));
        assertThat(foundBy("acct:author_eva-lund@" + host()))
                .isEqualTo(site() + "/activity/authors/" + id("author", "eva-lund"));
        for (String folder : List.of("topics", "stories", "authors")) {
            String page = "/" + folder + "/eva-lund";
            assertThat(foundBy(site() + page)).isEqualTo(activityOf(page)).contains("/activity/" + folder + "/");
            assertThat(foundBy(activityOf(page))).isEqualTo(activityOf(page));
        }
    }

    /// Other servers show a summary as HTML, and a name as it is.
    @Test
    void whateverTheyAreCalledNobodysPageIsBroken() {
        String label = "<img src=x onerror=alert(1)> & \"{paper}\" 'x' \u202e🚢";
        story("boese", label);
        publish("Kran <b>", "Zoë <img onerror=x> O’Hara", "boese");

        JsonNode story = json("/activity/stories/" + id("story", "boese"));
        assertThat(story.get("name").asText()).contains("<img src=x onerror=alert(1)> & \"{paper}\" 'x'");
        assertThat(story.get("summary").asText())
                .contains("&lt;img src=x onerror=alert(1)&gt; &amp; &quot;{paper}&quot;", " in The Lantern")
                .doesNotContain("<");
        assertThat(Jsoup.parse(story.get("summary").asText()).text())
                .startsWith(story.get("name").asText().replace(" – The Lantern", ""));
        JsonNode author = json("/activity/authors/" + number("select max(id) from author"));
        assertThat(author.get("name").asText()).isEqualTo("Zoë <img onerror=x> O’Hara – The Lantern");
        assertThat(author.get("summary").asText()).doesNotContain("<");
        assertThat(author.get("preferredUsername").asText()).matches("author_[a-z0-9-]+");
        assertThat(foundBy("acct:" + author.get("preferredUsername").asText() + "@" + host()))
                .isEqualTo(author.get("id").asText());
    }

    /// Mastodon takes handles of letters, digits, underscores, and dots and hyphens between them.
    @ParameterizedTest
    @ValueSource(strings = {"李四", "🚢🚢 X", "Ærøskøbing-Nuñez", "Иван Грозный", "A. B."})
    void aNameInAnyScriptHasAHandle(String name) {
        publish("Kran", name + " " + name, "");

        JsonNode author = json("/activity/authors/" + number("select max(id) from author"));

        assertThat(author.get("preferredUsername").asText()).matches("[a-z0-9_]+([a-z0-9_.-]+[a-z0-9_]+)?");
        assertThat(author.get("name").asText()).startsWith(name);
    }

    @Test
    void aStoryOfWhichNothingIsOutAndWhoStandsInDraftsAloneAreNobody() {
        story("geheim", "Geheim");
        draft("Geheim", "Gerda Geheim", "geheim");
        String story = "/activity/stories/" + id("story", "geheim");
        String author = "/activity/authors/" + id("author", "gerda-geheim");

        for (String actor : List.of(story, author)) {
            for (String ending : List.of("", "/outbox", "/outbox/page", "/followers")) {
                assertThat(newsroom.get(actor + ending).statusCode()).as(actor).isEqualTo(404);
            }
            assertThat(fingered(site() + actor)).isEqualTo(404);
        }
        assertThat(fingered("acct:story_geheim@" + host())).isEqualTo(404);
        assertThat(fingered("acct:author_gerda-geheim@" + host())).isEqualTo(404);
        assertThat(fingered(site() + "/stories/geheim")).isEqualTo(404);
        assertThat(fingered(site() + "/authors/gerda-geheim")).isEqualTo(404);

        publish("Heraus", "Gerda Geheim", "geheim");

        assertThat(json(story).get("preferredUsername").asText()).isEqualTo("story_geheim");
        assertThat(json(author).get("preferredUsername").asText()).isEqualTo("author_gerda-geheim");
    }

    @ParameterizedTest
    @CsvSource({
        "/activity/stories/0",
        "/activity/stories/99999",
        "/activity/stories/01",
        "/activity/stories/x",
        "/activity/stories/-1",
        "/activity/stories/999999999999999999",
        "/activity/stories/9999999999999999999999",
        "/activity/authors/99999",
        "/activity/authors/%00",
        "/activity/author/1",
        "/activity/authors/1/inbox/more"
    })
    void whatIsNotThereIsNotFound(String path) {
        assertThat(newsroom.get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"story_", "author_", "story_none", "author_none", "story_../x", "topic_hafen", "story_%00"})
    void aHandleOfNobodyIsNotFound(String name) {
        assertThat(fingered("acct:" + name + "@" + host())).isEqualTo(404);
    }

    @Test
    void theIdStaysWhenTheSlugChanges() {
        story("alt", "Alt");
        publish("Kran", "Ida Klein", "alt");
        String before = foundBy("acct:story_alt@" + host());

        newsroom.rooms().ground().db().change(tx -> tx.execute("update story set slug = 'neu' where slug = 'alt'"));

        assertThat(foundBy("acct:story_neu@" + host())).isEqualTo(before);
        assertThat(fingered("acct:story_alt@" + host())).isEqualTo(404);
    }

    @Test
    void anOutboxHasWhatStandsOfAStoryAndNothingElse() {
        story("streik", "Streik");
        List<String> published = IntStream.range(0, 23)
                .mapToObj(i -> publish("Streik " + i, "Olga Out", "streik"))
                .toList();
        publish("Anderes", "Olga Out", "");
        amend(published.get(2), "kill", "{\"reason\": \"wrong\"}");
        amend(published.get(3), "correction", "{\"note\": \"Gehört nicht dazu.\", \"story\": \"\"}");

        assertThat(said("/activity/stories/" + id("story", "streik")))
                .hasSize(21)
                .doesNotHaveDuplicates()
                .startsWith(note(published.get(22)), note(published.get(21)))
                .doesNotContain(note(published.get(2)), note(published.get(3)));
        assertThat(said("/activity/authors/" + id("author", "olga-out")))
                .hasSize(23)
                .doesNotContain(note(published.get(2)))
                .contains(note(published.get(3)));
        assertThat(json("/activity/stories/" + id("story", "streik") + "/followers")
                        .get("totalItems")
                        .asInt())
                .isZero();
    }

    /// As their pages are, which say so.
    @Test
    void whoseOnlyArticleWasWithdrawnIsThereWithNothingToSay() {
        story("aus", "Aus");
        String article = publish("Aus", "Willi Weg", "aus");
        amend(article, "kill", "{\"reason\": \"wrong\"}");

        assertThat(newsroom.get("/stories/aus").statusCode()).isEqualTo(200);
        assertThat(said("/activity/stories/" + id("story", "aus"))).isEmpty();
        assertThat(said("/activity/authors/" + id("author", "willi-weg"))).isEmpty();
    }

    private static List<String> said(String actor) {
        List<String> objects = new ArrayList<>();
        String next = json(actor + "/outbox").get("first").asText();
        while (!next.isEmpty()) {
            JsonNode part = json(next.substring(site().length()));
            part.get("orderedItems").forEach(item -> {
                assertThat(item.get("actor").asText()).isEqualTo(site() + actor);
                objects.add(item.get("object").asText());
            });
            next = part.path("next").asText("");
        }
        return objects;
    }

    private static void story(String slug, String label) {
        ObjectNode asked = JSON.createObjectNode().put("slug", slug);
        asked.putObject("labels").put("de", label);
        assertThat(newsroom.call("POST", "/stories", asked.toString()).statusCode())
                .isEqualTo(201);
    }

    private static String publish(String headline, String byline, String story) {
        newsroom.clock().advance(Duration.ofSeconds(30));
        String id = draft(headline, byline, story);
        assertThat(newsroom.call("POST", "/articles/" + id + "/publication", "{\"alert\": false}")
                                .statusCode()
                        / 100)
                .isEqualTo(2);
        return id;
    }

    private static String draft(String headline, String byline, String story) {
        ObjectNode asked = JSON.createObjectNode()
                .put("headline", headline)
                .put("body", "<p>Kein Schiff läuft aus.</p>")
                .put("story", story);
        asked.putArray("topics").add("hafen");
        asked.putArray("bylines").add(byline);
        HttpResponse<String> made = newsroom.call("POST", "/articles", asked.toString());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return made.body().replaceAll("(?s).*?\"id\":\\s*\"(\\d+)\".*", "$1");
    }

    private static void amend(String article, String how, String json) {
        newsroom.clock().advance(Duration.ofSeconds(30));
        HttpResponse<String> answer = newsroom.call("POST", "/articles/" + article + "/" + how, json);
        assertThat(answer.statusCode() / 100).as(answer.body()).isEqualTo(2);
    }

    private static String foundBy(String resource) {
        return json("/.well-known/webfinger?resource=" + resource)
                .at("/links/0/href")
                .asText();
    }

    private static int fingered(String resource) {
        return newsroom.get("/.well-known/webfinger?resource=" + resource).statusCode();
    }

    private static String activityOf(String path) {
        return Jsoup.parse(newsroom.get(path).body())
                .select("link[rel=alternate][type=application/activity+json]")
                .attr("href");
    }

    private static String note(String article) {
        return site() + "/activity/articles/" + article;
    }

    private static int id(String table, String slug) {
        return number("select id from " + table + " where slug = '" + slug + "'");
    }

    private static int number(String query) {
        return newsroom.rooms()
                .ground()
                .db()
                .read(tx -> tx.createQuery(query).mapTo(Integer.class).one());
    }

    private static JsonNode json(String path) {
        HttpResponse<String> answer = newsroom.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }

    private static String host() {
        return newsroom.baseUrl().getAuthority();
    }

    private static String site() {
        return newsroom.baseUrl().toString();
    }
}
