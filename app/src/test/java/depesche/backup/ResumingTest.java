package depesche.backup;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Role;
import depesche.alert.AlertId;
import depesche.backup.Resuming.Choice;
import depesche.delivery.Progress.Report;
import depesche.delivery.Progress.State;
import depesche.epoch.Epochs;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import depesche.web.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What becomes of scheduled articles, confirmations and digests that were due when sends were held; what the desk says
/// of it; and what counts as due.
class ResumingTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static int houses;

    private long digestsBefore;
    private String topic = "";
    private String reader = "";

    @BeforeEach
    void aTopicAndWhoFollowsIt() {
        houses++;
        digestsBefore = count("select count(*) from alert where kind = 'digest'");
        topic = "t" + houses;
        reader = "ida" + houses + "@reader.example";
        newsroom.call("POST", "/topics", "{\"slug\": \"%s\", \"labels\": {\"de\": \"%s\"}}".formatted(topic, topic));
    }

    @AfterEach
    void goOn() {
        resuming().hold().ifPresent(hold -> resuming().resume(hold, Choice.SKIP));
        newsroom.clock().advance(Duration.ofSeconds(10));
        newsroom.settle();
    }

    @Test
    void aScheduledArticleAppearsWithoutAMailWhenSkippedAndWithOneWhenSent() {
        follows("instant");
        String skipped = scheduled();
        passes(Duration.ofMinutes(20));
        hold();
        newsroom.settle();
        assertThat(state(skipped)).as("nothing happens while sends are held").isEqualTo("scheduled");

        resume(Choice.SKIP);

        assertThat(state(skipped)).isEqualTo("published");
        assertThat(alerts(skipped)).isZero();

        String sent = scheduled();
        passes(Duration.ofMinutes(20));
        hold();
        resume(Choice.SEND);

        assertThat(alerts(sent)).isEqualTo(1);
        Waiting.until("Ida has it", () -> mails() == 1);
    }

    @Test
    void aConfirmationThatWasDueIsNotSentWhenSkippedAndOneThatIsAskedForLaterIs() {
        ask(reader);
        hold();
        newsroom.settle();
        passes(Duration.ofMinutes(1));
        String later = "later" + reader;
        ask(later);
        newsroom.settle();
        assertThat(mails() + mailsTo(later)).isZero();

        resume(Choice.SKIP);

        Waiting.until("who asked later has the mail", () -> mailsTo(later) == 1);
        assertThat(mails()).isZero();
    }

    @Test
    void aDigestWhoseHourHasPassedDoesNotComeWhenSkippedAndTheNextOneDoes() {
        follows("daily");
        published("Erstes");
        passes(Duration.ofDays(1));
        hold();
        newsroom.settle();
        assertThat(digests()).isZero();

        resume(Choice.SKIP);

        assertThat(digests()).isEqualTo(1);
        Waiting.until("it has expired", () -> report(lastDigest()).counts().expired() == 1);
        published("Zweites");
        passes(Duration.ofDays(1));
        newsroom.settle();
        Waiting.until("the next digest comes", () -> mails() == 1);
        assertThat(newsroom.rooms().mail().mailbox().newest(1).getFirst().subject())
                .startsWith("Ein neuer Artikel");
    }

    @Test
    void aDigestWhoseHourHasPassedComesWhenSent() {
        follows("daily");
        published("Erstes");
        passes(Duration.ofDays(1));
        hold();

        resume(Choice.SEND);

        Waiting.until("it comes", () -> mails() == 1);
    }

    @Test
    void onlyWhatIsDueCountsAsOverdue() {
        assertThat(isAnythingOverdue()).isFalse();

        follows("instant");
        scheduled();
        assertThat(isAnythingOverdue()).as("a plan for later").isFalse();
        passes(Duration.ofMinutes(20));
        assertThat(isAnythingOverdue()).as("a plan whose time has come").isTrue();
        newsroom.settle();
        Waiting.until("all is sent", () -> !isAnythingOverdue());

        ask("other" + reader);
        assertThat(isAnythingOverdue()).as("a confirmation").isTrue();
        newsroom.settle();
        assertThat(isAnythingOverdue()).isFalse();

        String article = article("");
        newsroom.call("POST", article + "/publication", "{\"alert\": true}");
        assertThat(isAnythingOverdue()).as("an alert that is not planned").isTrue();
        newsroom.settle();
        Waiting.until("it is sent", () -> !isAnythingOverdue());
    }

    @Test
    void aDigestCountsAsOverdueFromItsHourOn() {
        follows("daily");
        published("Erstes");
        newsroom.settle();
        assertThat(isAnythingOverdue()).as("before its hour").isFalse();

        passes(Duration.ofDays(1));

        assertThat(isAnythingOverdue()).as("after its hour").isTrue();
        newsroom.settle();
        Waiting.until("it is sent", () -> !isAnythingOverdue());
    }

    @Test
    void whileSendsAreHeldAnAlertIsHeldAndCanBeHeldBeyond() {
        follows("instant");
        hold();
        String article = article("");
        AlertId alert = AlertId.parse(
                        field(newsroom.call("POST", article + "/publication", "{\"alert\": true}"), "/alertId"))
                .orElseThrow();
        newsroom.settle();

        assertThat(report(alert).state()).isEqualTo(State.HELD);
        newsroom.call("POST", "/alerts/" + alert + "/hold", "");
        resume(Choice.SEND);
        assertThat(report(alert).state()).isEqualTo(State.HELD);

        newsroom.call("POST", "/alerts/" + alert + "/release", "");
        Waiting.until("it goes on", () -> report(alert).state() == State.DONE);
        assertThat(mails()).isEqualTo(1);
    }

    @Test
    void theDeskSaysWhatIsHeldAndAChiefDecides() {
        follows("instant");
        ask("banner" + reader);
        scheduled();
        passes(Duration.ofMinutes(20));
        hold();
        String tom = cookie("Tom", Role.REPORTER);
        String eva = cookie("Eva", Role.CHIEF);

        Document seen = page(tom);
        Document asked = page(eva);

        String banner = seen.select("section[aria-labelledby=held]").text();
        assertThat(banner)
                .contains("Nothing is being sent", "one article to publish with an alert", "one confirmation");
        assertThat(banner).contains("An editor in chief decides");
        assertThat(seen.select("form[action=/desk/hold/resumption]")).isEmpty();
        assertThat(asked.select("form[action=/desk/hold/resumption] button"))
                .extracting(button -> button.attr("value"))
                .containsExactly("skip", "send");
        assertThat(decide(tom, seen, "skip").statusCode()).isEqualTo(403);
        assertThat(decide(eva, asked, "perhaps").statusCode()).isEqualTo(400);
        assertThat(resuming().hold()).isPresent();

        assertThat(decide(eva, asked, "skip").statusCode()).isEqualTo(303);
        assertThat(decide(eva, asked, "send").statusCode())
                .as("whoever decides second")
                .isEqualTo(303);

        assertThat(resuming().hold()).isEmpty();
        assertThat(page(eva).select("section[aria-labelledby=held]")).isEmpty();
    }

    private static HttpResponse<String> decide(String cookie, Document page, String choice) {
        String csrf = page.select("[name=csrf]").first().attr("value");
        return newsroom.post(
                "/desk/hold/resumption",
                "csrf=" + csrf + "&choice=" + choice,
                "Cookie",
                cookie,
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    private static Document page(String cookie) {
        return Jsoup.parse(
                newsroom.get("/desk", "Cookie", cookie, "Accept-Language", "en").body());
    }

    private static String cookie(String name, Role role) {
        var paper = newsroom.rooms().paper();
        var member = paper.staff().add(name + houses + "@lantern.example", name, role);
        return newsroom.post("/desk/sign-in/" + paper.signIn().link(member.id()), "")
                .headers()
                .firstValue("set-cookie")
                .orElseThrow()
                .replaceFirst(";.*", "");
    }

    private void follows(String cadence) {
        newsroom.call("POST", "/readers/import", """
                {"email": "%s", "language": "de", "follows": [{"topic": "%s", "cadence": "%s"}], \
                "consent": {"at": "2026-01-01T00:00:00Z", "source": "form"}}
                """.formatted(reader, topic, cadence));
        newsroom.settle();
    }

    private void ask(String email) {
        var answer = newsroom.post(
                "/follow",
                "email=" + email + "&topic=" + topic + "&cadence=instant",
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(400);
    }

    private String scheduled() {
        return article(", \"publishAt\": \"%s\", \"alertAtPublish\": true"
                .formatted(newsroom.clock().instant().plus(Duration.ofMinutes(10))));
    }

    private void published(String headline) {
        String path = "/articles/" + field(newsroom.call("POST", "/articles", """
                {"headline": "%s", "body": "<p>a</p>", "topics": ["%s"]}
                """.formatted(headline, topic)), "/id");
        newsroom.call("POST", path + "/publication", "{\"alert\": true}");
        newsroom.settle();
    }

    private String article(String more) {
        return "/articles/" + field(newsroom.call("POST", "/articles", """
                {"headline": "Sturm", "body": "<p>a</p>", "topics": ["%s"]%s}
                """.formatted(topic, more)), "/id");
    }

    private static String state(String article) {
        return field(newsroom.call("GET", article, ""), "/state");
    }

    private static long alerts(String article) {
        return count("select count(*) from alert where article_id = " + article.replaceFirst(".*/", ""));
    }

    private long digests() {
        return count("select count(*) from alert where kind = 'digest'") - digestsBefore;
    }

    private static AlertId lastDigest() {
        return new AlertId(count("select max(id) from alert where kind = 'digest'"));
    }

    private static Report report(AlertId alert) {
        return newsroom.rooms().telling().progress().of(alert).orElseThrow();
    }

    private long mails() {
        return mailsTo(reader);
    }

    private static long mailsTo(String recipient) {
        return newsroom.rooms().mail().mailbox().newest(200).stream()
                .filter(mail -> mail.recipient().equals(recipient))
                .count();
    }

    private static boolean isAnythingOverdue() {
        var rooms = newsroom.rooms();
        return rooms.ground().db().inSnapshot(rooms.safety().overdue()::isAnything);
    }

    private static void passes(Duration time) {
        newsroom.clock().advance(time);
    }

    private static void hold() {
        var now = newsroom.clock().instant();
        db(tx -> Epochs.restored(tx, now, now));
    }

    private static void resume(Choice choice) {
        resuming().resume(resuming().hold().orElseThrow(), choice);
        passes(Duration.ofSeconds(30));
        newsroom.settle();
    }

    private static Resuming resuming() {
        return newsroom.rooms().safety().resuming();
    }

    private static void db(Consumer<Handle> change) {
        newsroom.rooms().ground().db().change(change);
    }

    private static long count(String sql) {
        return newsroom.rooms()
                .ground()
                .db()
                .read(tx -> tx.createQuery(sql).mapTo(Long.class).one());
    }

    private static String field(HttpResponse<String> answer, String pointer) {
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return Json.read(answer.body().getBytes(StandardCharsets.UTF_8))
                .orElseThrow()
                .at(pointer)
                .asText();
    }
}
