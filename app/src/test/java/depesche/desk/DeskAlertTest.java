package depesche.desk;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Role;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The brakes of an alert at the desk, while its mails want to go out.
class DeskAlertTest {

    private static final String NEW = "/desk/articles/new";

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static Person ada;
    private static Person tom;
    private static int topics;

    @BeforeAll
    static void people() {
        ada = Person.of(newsroom, "Ada", Role.EDITOR);
        tom = Person.of(newsroom, "Tom", Role.REPORTER);
    }

    @Test
    void aHeldAlertWaitsUntilItIsReleased() {
        String alert = published("ida");

        assertThat(ada.submit(alert, alert + "/hold").statusCode()).isEqualTo(303);
        newsroom.settle();
        othersGetTheirMail();
        Document held = ada.page(alert);
        assertThat(held.select(".state").text()).isEqualTo("held");
        assertThat(mailsTo("ida")).isZero();
        assertThat(held.select("form[action=" + alert + "/hold]")).isEmpty();

        assertThat(ada.submit(held, alert + "/release").statusCode()).isEqualTo(303);
        Waiting.until("Ida has her mail", () -> mailsTo("ida") == 1);
        Waiting.until("done", () -> ada.page(alert).select(".state").text().equals("done"));
        assertThat(ada.post(alert + "/hold", List.<String[]>of(csrf(ada))).statusCode())
                .as("what is over is not held")
                .isEqualTo(409);
    }

    @Test
    void aStoppedAlertReachesNobodyAndStaysStopped() {
        String alert = published("emil");
        ada.submit(alert, alert + "/hold");
        newsroom.settle();

        Document question = ada.page(alert + "/stop");
        assertThat(ada.page(alert).select(".state").text())
                .as("asking stops nothing")
                .isEqualTo("held");
        assertThat(ada.submit(question, alert + "/stop").statusCode()).isEqualTo(303);
        othersGetTheirMail();

        assertThat(ada.page(alert).select(".state").text()).isEqualTo("stopped");
        assertThat(mailsTo("emil")).isZero();
        assertThat(ada.get(alert + "/stop").statusCode()).isEqualTo(404);
        assertThat(ada.post(alert + "/release", List.<String[]>of(csrf(ada))).statusCode())
                .isEqualTo(409);
        assertThat(ada.page(alert).select(".state").text()).isEqualTo("stopped");
    }

    @Test
    void theQuestionBeforeAStopDoesNotSayThatNobodyWaitsBeforeAnybodyWasCounted() {
        String alert = published("uwe");

        assertThat(ada.page(alert + "/stop").select("main").text())
                .contains("Nobody has been written to yet, and nobody will be.");
        newsroom.settle();
        Waiting.until("Uwe has his mail", () -> mailsTo("uwe") == 1);
    }

    @Test
    void withoutTheWordOfTheSessionOrTheRightNoBrakeIsPulled() {
        String alert = published("lea");

        for (String brake : List.of("/hold", "/release", "/stop")) {
            assertThat(ada.post(alert + brake, List.of()).statusCode())
                    .as(brake)
                    .isEqualTo(403);
            assertThat(ada.post(alert + brake, List.<String[]>of(new String[] {"csrf", "wrong"}))
                            .statusCode())
                    .as(brake)
                    .isEqualTo(403);
            assertThat(ada.post(alert + brake, List.<String[]>of(csrf(tom))).statusCode())
                    .as(brake + " with another's word")
                    .isEqualTo(403);
            assertThat(tom.post(alert + brake, List.<String[]>of(csrf(tom))).statusCode())
                    .as(brake + " by a reporter")
                    .isEqualTo(403);
        }
        newsroom.settle();

        Waiting.until("the alert went out all the same", () -> mailsTo("lea") == 1);
        assertThat(tom.page(alert).select("main form")).isEmpty();
    }

    /// Of an alert that came later and is not held: so the node looked, and left the other alone.
    private static void othersGetTheirMail() {
        String other = "other" + topics;
        published(other);
        newsroom.settle();
        Waiting.until("a later alert went out", () -> mailsTo(other) == 1);
    }

    /// The path of the alert of an article that only this reader follows; it is not planned before the jobs run.
    private static String published(String reader) {
        String topic = "topic" + ++topics;
        newsroom.call("POST", "/topics", "{\"slug\": \"%s\", \"labels\": {\"de\": \"%s\"}}".formatted(topic, topic));
        newsroom.call("POST", "/readers/import", """
                {"email": "%s@reader.example", "follows": [{"topic": "%s", "cadence": "instant"}], \
                "consent": {"at": "2026-01-01T00:00:00Z", "source": "form"}}
                """.formatted(reader, topic));
        String article = ada.submit(NEW, NEW, "headline", "For " + reader, "body", "Text.", "topic[0]", topic)
                .headers()
                .firstValue("location")
                .orElseThrow()
                .replaceFirst("\\?.*", "");
        return ada.submit(article + "/publication", article + "/publication", "alert", "with")
                .headers()
                .firstValue("location")
                .orElseThrow();
    }

    private static long mailsTo(String reader) {
        return newsroom.rooms().mail().mailbox().newest(100).stream()
                .filter(mail -> mail.recipient().equals(reader + "@reader.example"))
                .count();
    }

    private static String[] csrf(Person person) {
        return new String[] {
            "csrf", person.page("/desk").select("[name=csrf]").first().attr("value")
        };
    }
}
