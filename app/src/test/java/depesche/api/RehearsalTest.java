package depesche.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.account.Role;
import depesche.mail.Handover.Step;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Reaction;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Publishing tried before it is done: a dry run, and a mail to people of the newsroom.
class RehearsalTest {

    private static final SmtpSink SINK = SmtpSink.start();

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.sendingTo(SINK.port());

    private static int articles;

    private final OpenApi description =
            new OpenApi(newsroom.get("/api/openapi.json").body());

    @BeforeAll
    static void people() {
        newsroom.rooms().paper().staff().add("ada@lantern.example", "Ada", Role.EDITOR);
        newsroom.rooms().paper().staff().add("tom@lantern.example", "Tom", Role.REPORTER);
        newsroom.call(
                "POST", "/topics", "{\"slug\": \"harbour\", \"labels\": {\"de\": \"Hafen\", \"en\": \"Harbour\"}}");
        newsroom.call("POST", "/readers/import", """
                {"email": "ida@reader.example", "follows": [{"topic": "harbour", "cadence": "instant"}], \
                "consent": {"at": "2026-01-01T00:00:00Z", "source": "form"}}
                """);
    }

    @AfterAll
    static void stop() {
        SINK.close();
    }

    @Test
    void aDryRunShowsTheMailAndChangesNothing() {
        String path = article("");
        int mails = SINK.received().size();
        String before = newsroom.call("GET", path, "").body();

        HttpResponse<String> answer =
                newsroom.call("POST", path + "/publication", "{\"alert\": true, \"dryRun\": true}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(description.faults("POST", "/articles/{id}/publication", answer))
                .isEmpty();
        JsonNode rehearsal = OpenApi.tree(answer.body());
        assertThat(rehearsal.path("obstacle").isNull()).isTrue();
        assertThat(rehearsal.at("/reach/instant").asInt()).isEqualTo(1);
        assertThat(rehearsal.path("preflight"))
                .extracting(defect -> defect.path("code").asText())
                .containsExactly("base-address-local");
        JsonNode mail = rehearsal.path("mail");
        assertThat(mail.path("subject").asText()).isEqualTo("Hafen: Sturm");
        assertThat(mail.path("text").asText())
                .contains("Der Hafen ist zu.", "- Hafen", "/unsubscribe/TOKEN", "/me/TOKEN");
        assertThat(mail.path("html").asText()).contains("/unsubscribe/TOKEN");
        assertThat(header(mail, "X-Depesche-Kind")).isEqualTo("new");
        assertThat(header(mail, "List-Unsubscribe")).contains("/unsubscribe/TOKEN>");
        assertThat(answer.body().chars()).noneMatch(c -> c >= 0xfdd0 && c <= 0xfdef);
        assertThat(newsroom.call("GET", path, "").body()).isEqualTo(before);
        newsroom.settle();
        assertThat(SINK.received()).hasSize(mails);
    }

    @Test
    void aDryRunIsTheMailThatGoesOut() {
        String path = article("");
        JsonNode proof = OpenApi.tree(
                        newsroom.call("POST", path + "/publication", "{\"alert\": true, \"dryRun\": true}")
                                .body())
                .path("mail");
        int before = SINK.receivedBy("ida@reader.example").size();

        newsroom.call("POST", path + "/publication", "{\"alert\": true}");
        newsroom.settle();

        Waiting.until("Ida has it", () -> SINK.receivedBy("ida@reader.example").size() > before);
        var sent = SINK.receivedBy("ida@reader.example").getLast();
        assertThat(sent.header("Subject")).isEqualTo(proof.path("subject").asText());
        for (String name : List.of("From", "List-Id", "List-Unsubscribe-Post", "List-Owner", "Auto-Submitted")) {
            assertThat(sent.header(name)).as(name).isEqualTo(header(proof, name));
        }
    }

    @Test
    void aDryRunTellsWhatPublishingWouldAnswer() {
        String embargoed = article(", \"embargoUntil\": \"2026-04-01T00:00:00Z\"");
        String published = article("");
        newsroom.call("POST", published + "/publication", "{\"alert\": false}");
        String topicless = "/articles/"
                + OpenApi.tree(newsroom.call("POST", "/articles", "{\"headline\": \"Nichts\", \"body\": \"<p>a</p>\"}")
                                .body())
                        .path("id")
                        .asText();

        assertThat(obstacle(embargoed)).isEqualTo("under-embargo");
        assertThat(obstacle(published)).isEqualTo("was-published");
        assertThat(obstacle(topicless)).isEqualTo("article-incomplete");
    }

    @Test
    void aTrialGoesToPeopleOfTheNewsroomSignedAndMarkedAndTellsNobody() {
        String path = article(", \"embargoUntil\": \"2026-04-01T00:00:00Z\"");
        int before = SINK.received().size();

        HttpResponse<String> answer =
                newsroom.call("POST", path + "/trial", "{\"to\": [\"ada@lantern.example\", \"tom@lantern.example\"]}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(description.faults("POST", "/articles/{id}/trial", answer)).isEmpty();
        assertThat(OpenApi.tree(answer.body()).path("items"))
                .extracting(item -> item.path("end").asText())
                .containsExactly("accepted", "accepted");
        assertThat(SINK.received()).hasSize(before + 2);
        var mail = SINK.receivedBy("ada@lantern.example").getLast();
        assertThat(mail.header("Subject")).isEqualTo("[Probe] Hafen: Sturm");
        assertThat(mail.header("X-Depesche-Kind")).isEqualTo("new");
        assertThat(mail.header("X-Depesche-Trial")).isEqualTo("yes");
        assertThat(mail.header("X-Depesche-Alert")).isEmpty();
        assertThat(mail.header("DKIM-Signature")).contains("x-depesche-trial", "list-unsubscribe");
        assertThat(mail.sender()).startsWith("bounces@");
        assertThat(counts()).as("no alert, no slice, no outcome is written").isEqualTo(List.of(0L, 0L, 0L));
        assertThat(newsroom.post("/unsubscribe/trial", "List-Unsubscribe=One-Click")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoeverGotATrialAndFollowsIsToldAllTheSame() {
        newsroom.rooms().paper().staff().add("lea@lantern.example", "Lea", Role.EDITOR);
        newsroom.call("POST", "/readers/import", """
                {"email": "lea@lantern.example", "follows": [{"topic": "harbour", "cadence": "instant"}], \
                "consent": {"at": "2026-01-01T00:00:00Z", "source": "form"}}
                """);
        String path = article("");
        newsroom.call("POST", path + "/trial", "{\"to\": [\"lea@lantern.example\"], \"language\": \"en\"}");
        assertThat(SINK.receivedBy("lea@lantern.example").getLast().header("Subject"))
                .startsWith("[Trial]");

        newsroom.call("POST", path + "/publication", "{\"alert\": true}");
        newsroom.settle();

        Waiting.until(
                "Lea is told",
                () -> SINK.receivedBy("lea@lantern.example").stream()
                        .anyMatch(mail -> mail.header("X-Depesche-Trial").isEmpty()));
    }

    @Test
    void aTrialGoesToNobodyElse() {
        String path = article("");
        int before = SINK.received().size();

        HttpResponse<String> reader =
                newsroom.call("POST", path + "/trial", "{\"to\": [\"ada@lantern.example\", \"ida@reader.example\"]}");
        HttpResponse<String> nobody = newsroom.call("POST", path + "/trial", "{\"to\": [], \"language\": \"fr\"}");

        assertThat(reader.statusCode()).isEqualTo(422);
        assertThat(OpenApi.tree(reader.body()).path("type").asText()).isEqualTo("trial-invalid");
        assertThat(OpenApi.tree(reader.body()).at("/errors/0/code").asText()).isEqualTo("not-staff");
        assertThat(OpenApi.tree(nobody.body()).path("errors"))
                .extracting(error -> error.path("field").asText())
                .containsExactly("to", "language");
        assertThat(SINK.received()).hasSize(before);
    }

    @Test
    void whatTheMailServerSaysToATrialIsTold() {
        String path = article("");
        SINK.react(Step.RCPT, "tom@lantern.example", 1, new Reaction.Say("550 5.1.1 no such mailbox"));

        JsonNode answer = OpenApi.tree(
                newsroom.call("POST", path + "/trial", "{\"to\": [\"tom@lantern.example\", \"ada@lantern.example\"]}")
                        .body());

        assertThat(answer.at("/items/0/end").asText()).isEqualTo("refused");
        assertThat(answer.at("/items/0/reply").asText()).contains("no such mailbox");
        assertThat(answer.at("/items/1/end").asText()).isEqualTo("accepted");
    }

    private static String obstacle(String path) {
        return OpenApi.tree(newsroom.call("POST", path + "/publication", "{\"alert\": true, \"dryRun\": true}")
                        .body())
                .path("obstacle")
                .asText();
    }

    /// Rows of the tables that know of deliveries, of the article that was written last.
    private static List<Long> counts() {
        return newsroom.rooms()
                .ground()
                .db()
                .read(tx -> List.of(
                        count(tx, "alert a"),
                        count(tx, "alert_slice s join alert a on a.id = s.alert_id"),
                        count(tx, "slice_lease l join alert a on a.id = l.alert_id")));
    }

    private static long count(Handle tx, String tables) {
        return tx.createQuery("select count(*) from " + tables + " where a.article_id = (select max(id) from article)")
                .mapTo(Long.class)
                .one();
    }

    private static String header(JsonNode mail, String name) {
        return StreamSupport.stream(mail.path("headers").spliterator(), false)
                .filter(header -> header.path("name").asText().equals(name))
                .map(header -> header.path("value").asText())
                .findFirst()
                .orElse("");
    }

    private static String article(String more) {
        articles++;
        return "/articles/"
                + OpenApi.tree(newsroom.call("POST", "/articles", """
                        {"headline": "Sturm", "kicker": "Hafen", "teaser": "Der Hafen ist zu.",
                         "body": "<p>Kein Schiff %d.</p>", "topics": ["harbour"]%s}
                        """.formatted(articles, more))
                                .body())
                        .path("id")
                        .asText();
    }
}
