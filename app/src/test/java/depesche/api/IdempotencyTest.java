package depesche.api;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Role;
import depesche.mail.Handover.Step;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Reaction;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The same `Idempotency-Key` and body again gives the first answer, whatever kind of write it is.
class IdempotencyTest {

    private static final SmtpSink SINK = SmtpSink.start();
    private static final String TO_ADA = "{\"to\": [\"ada@lantern.example\"]}";

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.sendingTo(SINK.port());

    private final OpenApi description =
            new OpenApi(newsroom.get("/api/openapi.json").body());
    private final String key = UUID.randomUUID().toString();

    @BeforeAll
    static void people() {
        newsroom.rooms().paper().staff().add("ada@lantern.example", "Ada", Role.EDITOR);
        newsroom.call("POST", "/topics", "{\"slug\": \"harbour\", \"labels\": {\"de\": \"Hafen\"}}");
    }

    @AfterEach
    void behave() {
        SINK.behave();
    }

    @AfterAll
    static void stop() {
        SINK.close();
    }

    @Test
    void theFirstAnswerComesWithItsHeaders() {
        String text = "{\"headline\": \"Einmal\", \"body\": \"<p>a</p>\"}";

        HttpResponse<String> created = keyed("POST", "/articles", text);
        HttpResponse<String> again = keyed("POST", "/articles", text);
        String path = "/articles/" + OpenApi.tree(created.body()).path("id").asText();
        HttpResponse<String> changed = change(path);
        HttpResponse<String> changedAgain = change(path);

        assertSame(again, created);
        assertThat(again.headers().firstValue("Location")).hasValue("/api/v1" + path);
        assertThat(again.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertSame(changedAgain, changed);
        assertThat(changedAgain.headers().firstValue("ETag")).hasValue("\"2\"");
    }

    private static HttpResponse<String> change(String path) {
        return newsroom.call(
                "PUT", path, "{\"headline\": \"Zweimal\"}", "If-Match", "\"1\"", "Idempotency-Key", "change" + path);
    }

    @Test
    void aPictureIsTakenInOnceAndAnotherUnderItsKeyNotAtAll() {
        byte[] harbour = picture(40);
        byte[] crane = picture(50);

        HttpResponse<String> taken = upload(harbour, key);
        HttpResponse<String> again = upload(harbour, key);
        HttpResponse<String> other = upload(crane, key);

        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
        assertSame(again, taken);
        assertReused("/pictures", other);
        assertThat(upload(crane, key + "2").statusCode()).as("it was not there").isEqualTo(201);
    }

    @Test
    void readersAreTakenInOnceHoweverManyAndOthersUnderTheKeyNotAtAll() {
        String many = IntStream.range(0, 12_000)
                .mapToObj(number -> reader("many" + number))
                .collect(Collectors.joining());

        HttpResponse<String> taken = keyed("POST", "/readers/import", many);
        HttpResponse<String> again = keyed("POST", "/readers/import", many);
        HttpResponse<String> other = keyed("POST", "/readers/import", reader("late"));

        assertThat(OpenApi.tree(taken.body()).path("created").asInt()).isEqualTo(12_000);
        assertSame(again, taken);
        assertReused("/readers/import", other);
        assertThat(newsroom.call("GET", "/readers?email=late@reader.example", "")
                        .body())
                .contains("\"items\":[]");
    }

    @Test
    void aReaderIsErasedOnce() {
        newsroom.call("POST", "/readers/import", reader("gone"));
        String path = "/readers/"
                + OpenApi.tree(newsroom.call("GET", "/readers?email=gone@reader.example", "")
                                .body())
                        .at("/items/0/id")
                        .asText();

        HttpResponse<String> erased = keyed("DELETE", path, "");
        HttpResponse<String> again = keyed("DELETE", path, "");

        assertThat(erased.statusCode()).isEqualTo(204);
        assertSame(again, erased);
        assertThat(newsroom.call("DELETE", path, "").statusCode()).isEqualTo(404);
    }

    @Test
    void aTrialIsSentOnceAlsoWhenBothComeAtOnce() {
        String trial = article() + "/trial";
        var answer = new CountDownLatch(1);
        SINK.react(Step.DOT, "*", 1, new Reaction.Wait(answer));
        int before = mails();
        int begun = begun();
        var first = CompletableFuture.supplyAsync(() -> keyed("POST", trial, TO_ADA));
        Waiting.until("the mail is under way", () -> begun() > begun);

        HttpResponse<String> meanwhile = keyed("POST", trial, TO_ADA);
        answer.countDown();
        HttpResponse<String> sent = first.join();
        HttpResponse<String> again = keyed("POST", trial, TO_ADA);

        assertThat(meanwhile.statusCode()).as(meanwhile.body()).isEqualTo(409);
        assertThat(OpenApi.tree(meanwhile.body()).path("type").asText()).isEqualTo("write-under-way");
        assertThat(meanwhile.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        assertSame(again, sent);
        assertThat(mails()).isEqualTo(before + 1);
    }

    /// Whoever released an alert meanwhile is not overruled by what was sent before.
    @ParameterizedTest
    @CsvSource({
        "hold, 'held_at = null'",
        "release, 'held_at = now()'",
        "stop, 'stopped_at = null'",
    })
    void anAlertIsHeldReleasedAndStoppedOnceUnderAKey(String act, String meanwhile) {
        String article = article();
        newsroom.call("POST", article + "/publication", "{\"alert\": true}");
        String alert = "/alerts/" + text("select max(id)::text from alert");

        HttpResponse<String> done = keyed("POST", alert + "/" + act, "");
        newsroom.rooms().ground().db().change(tx -> tx.execute("update alert set " + meanwhile));
        String before = text("select string_agg(a::text, ' ' order by id) from alert a");
        HttpResponse<String> again = keyed("POST", alert + "/" + act, "");

        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertSame(again, done);
        assertThat(text("select string_agg(a::text, ' ' order by id) from alert a"))
                .isEqualTo(before);
        assertReused("/alerts/{id}/release", keyed("POST", "/alerts/1000000/release", ""));
    }

    @Test
    void theArchiveIsLearntOfOnceUnderAKey() {
        HttpResponse<String> learnt = keyed("POST", "/topic-suggestions/training", "");
        newsroom.rooms()
                .ground()
                .db()
                .change(tx -> tx.execute(
                        "update idempotent_answer set answer = '{\"articles\":-1}' where key = '" + key + "'"));
        HttpResponse<String> again = keyed("POST", "/topic-suggestions/training", "");

        assertThat(learnt.statusCode()).as(learnt.body()).isEqualTo(200);
        assertThat(again.body()).as("it is what was kept").isEqualTo("{\"articles\":-1}");
    }

    private static String text(String query) {
        return newsroom.rooms()
                .ground()
                .db()
                .read(tx -> tx.createQuery(query).mapTo(String.class).one());
    }

    @Test
    void aTrialThatWasRefusedMayBeTriedAgainUnderItsKey() {
        String trial = article() + "/trial";
        String toTom = "{\"to\": [\"tom@lantern.example\"]}";

        HttpResponse<String> refused = keyed("POST", trial, toTom);
        newsroom.rooms().paper().staff().add("tom@lantern.example", "Tom", Role.REPORTER);
        HttpResponse<String> sent = keyed("POST", trial, toTom);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
    }

    @Test
    void aKeyWhoseHolderDiedIsFreeAfterAWhile() {
        String trial = article() + "/trial";
        HttpResponse<String> sent = keyed("POST", trial, TO_ADA);
        int before = mails();
        leasedUntil("now() + interval '1 minute'");

        HttpResponse<String> early = keyed("POST", trial, TO_ADA);
        leasedUntil("now() - interval '1 second'");
        HttpResponse<String> late = keyed("POST", trial, TO_ADA);
        HttpResponse<String> again = keyed("POST", trial, TO_ADA);

        assertThat(sent.statusCode()).isEqualTo(200);
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(late.statusCode()).as(late.body()).isEqualTo(200);
        assertSame(again, late);
        assertThat(mails()).isEqualTo(before + 1);
    }

    /// As the program leaves it that dies while it sends.
    private void leasedUntil(String time) {
        newsroom.rooms()
                .ground()
                .db()
                .change(tx -> tx.createUpdate("""
                        update idempotent_answer
                           set status = null, answer = null, leased_until = <time>
                         where key = :key
                        """)
                        .define("time", time)
                        .bind("key", key)
                        .execute());
    }

    private void assertReused(String path, HttpResponse<String> refused) {
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(description.faults("POST", path, refused)).isEmpty();
        assertThat(OpenApi.tree(refused.body()).path("type").asText()).isEqualTo("idempotency-key-reused");
    }

    private static void assertSame(HttpResponse<String> again, HttpResponse<String> first) {
        assertThat(again.statusCode()).as(again.body()).isEqualTo(first.statusCode());
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().map()).isEqualTo(first.headers().map());
    }

    private HttpResponse<String> keyed(String method, String path, String body) {
        return newsroom.call(method, path, body, "Idempotency-Key", key);
    }

    private static HttpResponse<String> upload(byte[] picture, String key) {
        return newsroom.send(HttpRequest.newBuilder(newsroom.baseUrl().resolve("/api/v1/pictures"))
                .header("Authorization", "Bearer " + newsroom.token())
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofByteArray(picture))
                .build());
    }

    private static byte[] picture(int width) {
        try {
            var png = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(width, 30, BufferedImage.TYPE_INT_RGB), "png", png);
            return png.toByteArray();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String reader(String name) {
        return """
                {"email": "%s@reader.example", "follows": [], "consent": {"at": "2026-01-01T00:00:00Z", "source": "form"}}
                """.formatted(name);
    }

    private static int mails() {
        return SINK.receivedBy("ada@lantern.example").size();
    }

    private static int begun() {
        return (int) SINK.talk().stream()
                .filter(command -> command.startsWith("RCPT"))
                .count();
    }

    private static String article() {
        return "/articles/"
                + OpenApi.tree(newsroom.call(
                                        "POST",
                                        "/articles",
                                        "{\"headline\": \"Sturm\", \"body\": \"<p>Zu.</p>\", \"topics\": [\"harbour\"]}")
                                .body())
                        .path("id")
                        .asText();
    }
}
