package depesche.feed.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

class ActivityDocumentsTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    @BeforeAll
    static void topics() {
        newsroom.call("POST", "/topics", "{\"slug\": \"hafen\", \"labels\": {\"de\": \"Hafen & Kai\"}}");
        newsroom.call("POST", "/topics", "{\"slug\": \"markt\", \"labels\": {\"de\": \"Markt\"}}");
    }

    @Test
    void anActorSaysAllThatOthersNeed() {
        JsonNode topic = json("/activity/topics/1");

        assertThat(topic.get("id").asText()).isEqualTo(site() + "/activity/topics/1");
        assertThat(topic.get("type").asText()).isEqualTo("Service");
        assertThat(topic.get("preferredUsername").asText()).isEqualTo("hafen");
        assertThat(topic.get("name").asText()).isEqualTo("Hafen & Kai – The Lantern");
        assertThat(topic.at("/endpoints/sharedInbox").asText()).isEqualTo(site() + "/activity/inbox");
        assertThat(topic.at("/publicKey/owner").asText())
                .isEqualTo(topic.get("id").asText());
        assertThat(topic.at("/publicKey/publicKeyPem").asText()).startsWith("-----BEGIN PUBLIC KEY-----\n");
        assertThat(newsroom.get("/activity/topics/1").headers().firstValue("Content-Type"))
                .hasValue("application/activity+json; charset=utf-8");
        assertThat(json("/activity/paper").at("/publicKey/publicKeyPem"))
                .isEqualTo(topic.at("/publicKey/publicKeyPem"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/activity/topics/99",
                "/activity/topics/01",
                "/activity/topics/x",
                "/activity/stories/1",
                "/activity/articles/99999",
                "/activity/articles/x",
                "/activity/topics/1/outbox/page?before=x",
                "/activity/topics/99/followers"
            })
    void whatIsNotThereIsNotFound(String path) {
        assertThat(newsroom.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void aHandleAnAddressAndAPageLeadToTheSameActor() {
        String host = newsroom.baseUrl().getAuthority();
        for (String resource : List.of(
                "acct:hafen@" + host,
                "acct:HAFEN@" + host,
                "acct:@hafen@" + host,
                site() + "/topics/hafen",
                site() + "/activity/topics/1")) {
            assertThat(json("/.well-known/webfinger?resource=" + resource)
                            .at("/links/0/href")
                            .asText())
                    .as(resource)
                    .isEqualTo(site() + "/activity/topics/1");
        }
        for (String resource : List.of("acct:127.0.0.1@" + host, site(), site() + "/")) {
            assertThat(json("/.well-known/webfinger?resource=" + resource)
                            .at("/links/0/href")
                            .asText())
                    .as(resource)
                    .isEqualTo(site() + "/activity/paper");
        }
        HttpResponse<String> part = newsroom.get("/.well-known/webfinger?rel=self&resource=" + site());
        assertThat(part.body()).contains("\"self\"").doesNotContain("profile-page");
        assertThat(part.headers().firstValue("Content-Type")).hasValue("application/jrd+json");
        assertThat(part.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    }

    @ParameterizedTest
    @CsvSource({
        "'',400",
        "resource=,400",
        "resource=acct:nobody@HOST,404",
        "resource=acct:hafen@other.example,404",
        "resource=acct:hafen,404",
        "resource=https://other.example/topics/hafen,404",
        "resource=SITE/topics/none,404",
        "resource=mailto:ida@HOST,404"
    })
    void whoIsNobodyIsNotFound(String query, int status) {
        String asked = query.replace("HOST", newsroom.baseUrl().getAuthority()).replace("SITE", site());

        assertThat(newsroom.get("/.well-known/webfinger?" + asked).statusCode()).isEqualTo(status);
    }

    @Test
    void pagesLeadToWhatServersKnowThemBy() {
        String article = publish("Leuchtturm", "hafen");

        assertThat(activityOf("/")).isEqualTo(site() + "/activity/paper");
        assertThat(activityOf("/topics/hafen")).isEqualTo(site() + "/activity/topics/1");
        assertThat(activityOf("/" + article + "/leuchtturm")).isEqualTo(site() + "/activity/articles/" + article);
    }

    @Test
    void anArticleIsANoteUntilItIsKilled() {
        String article = publish("Sturm <b> & \\\"Flut\\\"", "hafen");
        JsonNode note = json("/activity/articles/" + article);
        assertThat(note.get("type").asText()).isEqualTo("Note");
        assertThat(note.get("content").asText())
                .contains("Sturm &lt;b&gt; &amp; &quot;Flut&quot;")
                .contains("<a href=\"" + site() + "/" + article + "/");
        assertThat(note.has("updated")).isFalse();

        amend(article, "correction", "{\"note\": \"Kein Sturm.\", \"headline\": \"Flaute\"}");
        amend(article, "update", "{\"note\": \"Nun auch Regen.\"}");
        amend(article, "reply", "{\"headline\": \"Es war Sturm\", \"body\": \"<p>Doch.</p>\", \"of\": \"Ida\"}");
        JsonNode amended = json("/activity/articles/" + article);
        assertThat(amended.get("content").asText())
                .contains(
                        "Flaute",
                        "Korrektur: Kein Sturm.",
                        "Aktualisiert: Nun auch Regen.",
                        "Gegendarstellung: Es war Sturm");
        assertThat(amended.get("id")).isEqualTo(note.get("id"));
        assertThat(amended.has("updated")).isTrue();

        amend(article, "kill", "{\"reason\": \"Name falsch\"}");
        HttpResponse<String> gone = newsroom.get("/activity/articles/" + article);
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(gone.body()).contains("Tombstone").doesNotContain("Flaute", "Sturm", "Regen", "Name falsch");
    }

    @Test
    void aDraftIsNoNote() {
        String draft = newsroom.call("POST", "/articles", "{\"headline\": \"Geheim\", \"body\": \"<p>.</p>\"}")
                .body()
                .replaceAll("(?s).*?\"id\":\\s*\"(\\d+)\".*", "$1");

        assertThat(newsroom.get("/activity/articles/" + draft).statusCode()).isEqualTo(404);
    }

    @Test
    void anOutboxGoesBackToTheFirstArticle() {
        List<String> published = IntStream.range(0, 45)
                .mapToObj(i -> publish("Markt " + i, "markt"))
                .toList();
        amend(published.get(30), "kill", "{\"reason\": \"wrong\"}");

        List<String> objects = new ArrayList<>();
        String next = json("/activity/topics/2/outbox").get("first").asText();
        int parts = 0;
        while (!next.isEmpty()) {
            JsonNode part = json(next.substring(site().length()));
            part.get("orderedItems")
                    .forEach(item -> objects.add(item.get("object").asText()));
            next = part.path("next").asText("");
            parts++;
        }

        assertThat(parts).isEqualTo(3);
        assertThat(objects)
                .hasSize(44)
                .doesNotHaveDuplicates()
                .doesNotContain(site() + "/activity/articles/" + published.get(30));
        assertThat(objects.getFirst()).endsWith("/" + published.getLast());
        assertThat(json("/activity/paper/outbox/page")
                        .at("/orderedItems/0/object/content")
                        .asText())
                .contains("Markt 44");
        assertThat(newsroom.get("/activity/topics/2/followers").body()).contains("\"totalItems\":0");
    }

    @Test
    void nodeInfoSaysWhatThisIs() {
        String where = json("/.well-known/nodeinfo").at("/links/0/href").asText();
        JsonNode what = json(where.substring(site().length()));

        assertThat(what.at("/software/name").asText()).isEqualTo("depesche");
        assertThat(what.at("/protocols/0").asText()).isEqualTo("activitypub");
        assertThat(what.get("openRegistrations").asBoolean(true)).isFalse();
    }

    private static String activityOf(String path) {
        return Jsoup.parse(newsroom.get(path).body())
                .select("link[rel=alternate][type=application/activity+json]")
                .attr("href");
    }

    private static String publish(String headline, String topic) {
        newsroom.clock().advance(Duration.ofSeconds(30));
        String draft = newsroom.call("POST", "/articles", """
                {"headline": "%s", "body": "<p>Kein Schiff läuft aus.</p>", "topics": ["%s"]}""".formatted(headline, topic))
                .body();
        String id = draft.replaceAll("(?s).*?\"id\":\\s*\"(\\d+)\".*", "$1");
        newsroom.call("POST", "/articles/" + id + "/publication", "{\"alert\": false}");
        return id;
    }

    private static void amend(String article, String how, String json) {
        newsroom.clock().advance(Duration.ofSeconds(30));
        HttpResponse<String> answer = newsroom.call("POST", "/articles/" + article + "/" + how, json);
        assertThat(answer.statusCode() / 100).as(answer.body()).isEqualTo(2);
    }

    private static JsonNode json(String path) {
        try {
            return new ObjectMapper().readTree(newsroom.get(path).body());
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }

    private static String site() {
        return newsroom.baseUrl().toString();
    }
}
