package depesche.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.feed.activity.ForeignServer;
import depesche.feed.hub.Subscriber;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Received;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// One article, and four who follow its topic, each by a program that is not ours: a server of the open web (Fedify), a
/// subscriber by WebSub, feed readers (feedparser, newsboat, feedme) and somebody who reads mail (Python's library).
/// All see what was
/// corrected and that it was withdrawn, and none is told once more what was withdrawn.
class FourFollowersTest {

    private static final SmtpSink SINK = SmtpSink.start();

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.with(Map.of(
            "DEPESCHE_PRIVATE_ADDRESSES", "allowed",
            "DEPESCHE_MAIL_HOST", "127.0.0.1",
            "DEPESCHE_MAIL_PORT", Integer.toString(SINK.port())));

    private static final String[] WITHDRAWN = {"Ungeheuer", "Walfisch", "Maul", "Gaumen"};
    private static final String MAIL = """
            import email, email.policy, json, sys
            mail = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)
            print(json.dumps({'subject': mail['Subject'], 'kind': mail['X-Depesche-Kind'],
                'text': mail.get_body(('plain',)).get_content(), 'html': mail.get_body(('html',)).get_content()}))
            """;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ForeignServer elsewhere = ForeignServer.open();
    private final Subscriber subscriber = Subscriber.open();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        elsewhere.close();
        subscriber.close();
        SINK.close();
    }

    @Test
    void allSeeACorrectionAndAWithdrawal() throws Exception {
        newsroom.clock().advance(Duration.between(newsroom.clock().instant(), Instant.now()));
        newsroom.rooms().activity().start();
        newsroom.rooms().hub().carrying().start();
        newsroom.call("POST", "/topics", "{\"slug\": \"hafen\", \"labels\": {\"de\": \"Hafen\"}}");
        allFollow();

        String article = publish();
        assertThat(note("Create", 1).toString()).contains("Ungeheuer");
        assertThat(feed(2)).contains("Ungeheuer");
        assertThat(mail(1).path("subject").asText()).contains("Ungeheuer");
        assertThat(read())
                .allSatisfy(entry -> assertThat(entry.path("title").asText()).isEqualTo("Ungeheuer im Hafen"));

        amend(article, "correction", "{\"note\": \"Es war ein Walfisch.\", \"headline\": \"Walfisch im Hafen\"}");
        assertThat(note("Update", 1).toString())
                .contains("Es war ein Walfisch.")
                .doesNotContain("Ungeheuer");
        assertThat(feed(3))
                .contains("Walfisch im Hafen", "Korrektur: Es war ein Walfisch.")
                .doesNotContain("Ungeheuer");
        assertThat(mail(2).path("kind").asText()).isEqualTo("correction");
        assertThat(mail(2).path("text").asText()).contains("Es war ein Walfisch.");
        assertThat(mail(2).path("html").asText()).contains("Es war ein Walfisch.");
        assertThat(read())
                .allSatisfy(entry -> assertThat(entry.toString())
                        .contains("Walfisch im Hafen", "Korrektur: Es war ein Walfisch.")
                        .doesNotContain("Ungeheuer"));

        amend(article, "kill", "{\"reason\": \"Gaumen erfunden\"}");
        JsonNode gone = note("Delete", 1);
        assertThat(gone.at("/object/type").asText()).isEqualTo("Tombstone");
        assertThat(gone.toString()).doesNotContain(WITHDRAWN);
        assertThat(feed(4)).contains("<at:deleted-entry ").doesNotContain(WITHDRAWN);
        assertThat(mail(3).path("kind").asText()).isEqualTo("withdrawal");
        assertThat(mail(3).toString()).doesNotContain(WITHDRAWN);
        assertThat(read())
                .allSatisfy(entry -> assertThat(entry.toString())
                        .contains("Ein Artikel wurde zurückgezogen")
                        .doesNotContain(WITHDRAWN));
    }

    private void allFollow() {
        String actor = newsroom.baseUrl() + "/activity/topics/"
                + newsroom.rooms()
                        .ground()
                        .db()
                        .read(tx -> tx.createQuery("select id from topic")
                                .mapTo(Long.class)
                                .one());
        assertThat(elsewhere
                        .act("follow", "user", "ida", "object", actor, "spec", ForeignServer.RFC9421)
                        .path("status")
                        .asInt())
                .isEqualTo(202);
        String asking =
                subscriber.asking("subscribe", newsroom.baseUrl() + "/topics/hafen/feed.atom", "/all", Map.of());
        assertThat(newsroom.post("/hub", asking, "Content-Type", "application/x-www-form-urlencoded")
                        .statusCode())
                .isEqualTo(202);
        assertThat(feed(1)).doesNotContain("<entry");
        assertThat(newsroom.call("POST", "/readers/import", """
                {"email": "ida@reader.example", "follows": [{"topic": "hafen", "cadence": "instant"}], \
                "consent": {"at": "2026-01-01T00:00:00Z", "source": "form"}}
                """).body()).contains("\"created\":1");
    }

    private static String publish() throws IOException {
        String draft = newsroom.call("POST", "/articles", """
                {"headline": "Ungeheuer im Hafen", "teaser": "Mit großem Maul.", "body": "<p>Sein Gaumen ist rot.</p>",
                 "topics": ["hafen"]}""").body();
        String id = JSON.readTree(draft).path("id").asText();
        assertThat(newsroom.call("POST", "/articles/" + id + "/publication", "{\"alert\": true}")
                        .statusCode())
                .isEqualTo(200);
        return id;
    }

    private static void amend(String article, String how, String fields) {
        newsroom.clock().advance(Duration.ofSeconds(5));
        assertThat(newsroom.call("POST", "/articles/" + article + "/" + how, fields)
                        .body())
                .contains("revision");
    }

    /// The activity of this type that came to the other server, signed.
    private JsonNode note(String type, int many) {
        newsroom.settle();
        return elsewhere.received(type, many).activity();
    }

    /// The feed as the subscriber was told it last.
    private String feed(int many) {
        Waiting.until(many + " contents came", () -> {
            newsroom.settle();
            return subscriber.contents("/all").size() >= many;
        });
        return subscriber.contents("/all").getLast().body();
    }

    private static JsonNode mail(int number) throws IOException, InterruptedException {
        Waiting.until(number + " mails came", () -> {
            newsroom.settle();
            return SINK.receivedBy("ida@reader.example").size() >= number;
        });
        List<Received> mails = SINK.receivedBy("ida@reader.example");
        assertThat(mails).hasSize(number);
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "skipped: no /usr/bin/python3");
        Process python = new ProcessBuilder("/usr/bin/python3", "-c", MAIL)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var input = python.getOutputStream()) {
            input.write(mails.getLast().message().getBytes(StandardCharsets.UTF_8));
        }
        JsonNode read = JSON.readTree(python.getInputStream().readAllBytes());
        assertThat(python.waitFor()).isZero();
        return read;
    }

    /// The one entry that each feed reader has; newsboat keeps what it read before.
    private List<JsonNode> read() throws Exception {
        String rss = newsroom.baseUrl() + "/topics/hafen/feed.rss";
        return List.of(
                entry(ForeignReaders.all().getFirst().read().read(rss, folder)),
                entry(ForeignReaders.newsboat(rss, folder)),
                entry(ForeignReaders.node("feedme", newsroom.baseUrl() + "/topics/hafen/feed.json")));
    }

    private static JsonNode entry(JsonNode feed) {
        assertThat(feed.path("entries")).hasSize(1);
        return feed.path("entries").get(0);
    }
}
