package depesche.desk;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Role;
import depesche.testing.TestNewsroom;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeskSpikeTest {

    private static final String NEW = "/desk/articles/new";

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static Person ada;
    private static Person tom;

    @BeforeAll
    static void people() {
        ada = Person.of(newsroom, "Ada", Role.ADMIN);
        tom = Person.of(newsroom, "Tom", Role.REPORTER);
        ada.submit("/desk/topics", "/desk/topics", "labelDe", "Hafen", "labelEn", "Harbour");
    }

    @Test
    void aDraftIsSpikedAfterAskingAndCanBeTakenBack() {
        String article = saved(tom, "Nobody wants it");

        Document question =
                Jsoup.parse(tom.get(tom.page(article).select("a[href$=/spike]").attr("href"))
                        .body());
        assertThat(question.select(".subject").text()).isEqualTo("Nobody wants it");
        assertThat(state(article)).as("looking does nothing").isEqualTo("draft");

        assertThat(tom.submit(question, article + "/spike").statusCode()).isEqualTo(303);
        assertThat(state(article)).isEqualTo("spiked");
        assertThat(tom.page(article).select("button[name=then], a[href$=/spike]"))
                .isEmpty();
        assertThat(tom.get(article + "/spike").statusCode()).isEqualTo(409);
        assertThat(tom.page("/desk?state=spiked").text()).contains("Nobody wants it");

        assertThat(tom.submit(article, article + "/revival").statusCode()).isEqualTo(303);
        assertThat(state(article)).isEqualTo("draft");
        assertThat(tom.submit(article, article, "headline", "Somebody wants it").statusCode())
                .isEqualTo(303);
    }

    @Test
    void whatIsPlannedIsSpikedByAnEditorAndDoesNotComeNotEvenWhenTakenBack() {
        String article = saved(ada, "Planned", "publishAt", "2026-03-01T10:00");

        assertThat(tom.page(article).select("a[href$=/spike]")).isEmpty();
        assertThat(tom.get(article + "/spike").statusCode()).isEqualTo(403);
        assertThat(tom.post(article + "/spike", List.<String[]>of(csrf(tom))).statusCode())
                .isEqualTo(403);
        assertThat(ada.submit(article + "/spike", article + "/spike").statusCode())
                .isEqualTo(303);
        ada.submit(article, article + "/revival");
        newsroom.clock().advance(Duration.ofHours(3));
        newsroom.settle();

        assertThat(state(article)).isEqualTo("draft");
        assertThat(ada.page(article).select("[name=publishAt]").attr("value")).isEmpty();
    }

    @Test
    void whatReadersHaveSeenIsNotSpiked() {
        String article = saved(ada, "Seen");
        ada.submit(article + "/publication", article + "/publication", "alert", "without");

        HttpResponse<String> answer = ada.post(article + "/spike", List.<String[]>of(csrf(ada)));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(ada.page(article).select("a[href$=/spike]")).isEmpty();
        assertThat(state(article)).isEqualTo("published");
    }

    @Test
    void withoutTheWordOfTheSessionNothingIsSpikedOrTakenBack() {
        String article = saved(ada, "Forged");

        assertThat(ada.submit(article + "/spike", article + "/spike", "csrf", "wrong")
                        .statusCode())
                .isEqualTo(403);
        assertThat(state(article)).isEqualTo("draft");

        ada.submit(article + "/spike", article + "/spike");
        assertThat(ada.submit(article, article + "/revival", "csrf", "wrong").statusCode())
                .isEqualTo(403);
        assertThat(state(article)).isEqualTo("spiked");
    }

    private static String state(String article) {
        return ada.page(article).select(".state").first().text();
    }

    private static String[] csrf(Person person) {
        return new String[] {
            "csrf", person.page("/desk").select("[name=csrf]").first().attr("value")
        };
    }

    private static String saved(Person by, String headline, String... changes) {
        String[] all = new String[changes.length + 6];
        System.arraycopy(new String[] {"headline", headline, "body", "Text.", "topic[0]", "hafen"}, 0, all, 0, 6);
        System.arraycopy(changes, 0, all, 6, changes.length);
        HttpResponse<String> answer = by.submit(NEW, NEW, all);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("location").orElseThrow().replaceFirst("\\?.*", "");
    }
}
