package depesche.desk;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Role;
import depesche.testing.TestNewsroom;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the desk shows of an article before it is published: what is wrong with it, its mail, a trial, a deadline.
class BeforePublishingTest {

    private static final String NEW = "/desk/articles/new";

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static Person ada;
    private static Person tom;

    @BeforeAll
    static void people() {
        ada = Person.of(newsroom, "Ada", Role.EDITOR);
        tom = Person.of(newsroom, "Tom", Role.REPORTER);
        newsroom.call(
                "POST", "/topics", "{\"slug\": \"harbour\", \"labels\": {\"de\": \"Hafen\", \"en\": \"Harbour\"}}");
        newsroom.call("POST", "/readers/import", """
                {"email": "ida@reader.example", "follows": [{"topic": "harbour", "cadence": "instant"}], \
                "consent": {"at": "2026-01-01T00:00:00Z", "source": "form"}}
                """);
    }

    @Test
    void eachDefectStandsBesideTheReachAndLeadsToItsField() {
        String article = article("S".repeat(91), "");

        Document page = ada.page(article + "/publication");

        assertThat(page.select("#reach").text()).isEqualTo("one reader");
        assertThat(page.select(".preflight li"))
                .extracting(line -> line.text())
                .anyMatch(text -> text.startsWith("Headline and kicker have 91 characters"))
                .anyMatch(text -> text.startsWith("There is neither teaser nor standfirst"))
                .anyMatch(text -> text.startsWith("No mail server is set"));
        assertThat(page.select(".preflight a[href=" + article + "#f-teaser]")).hasSize(1);
        assertThat(ada.page(article).select("#f-teaser, #f-headline")).hasSize(2);
        assertThat(page.select("button[value=with]"))
                .as("nothing of it forbids")
                .hasSize(1);
    }

    @Test
    void theMailIsShownInBothLanguages() {
        String article = article("Sturm", "Der Hafen ist zu.");

        Document page = tom.page(article + "/mail");

        assertThat(page.select("section h2")).extracting(title -> title.text()).containsExactly("German", "English");
        assertThat(page.select("pre.mail").first().text()).contains("Der Hafen ist zu.", "Sie", "/unsubscribe/TOKEN");
        assertThat(page.select("#mail-en ~ pre.mail").first().text()).contains("because you follow", "- Harbour");
        String html = page.select("iframe.mail-frame").last().attr("srcdoc");
        assertThat(Jsoup.parse(html).select("a[href$=/unsubscribe/TOKEN]")).isNotEmpty();
        assertThat(page.select("form[action$=/trial]"))
                .as("a reporter sends none")
                .isEmpty();
        assertThat(tom.post(article + "/trial", fields(tom, "to", "tom@lantern.example", "language", "de"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aTrialGoesToThoseWhoAreChosen() {
        String article = article("Probe", "Der Hafen ist zu.");
        Document page = ada.page(article + "/mail");
        assertThat(page.select("input[name=to][checked]"))
                .extracting(box -> box.attr("value"))
                .containsExactly("ada@lantern.example");

        var sent = ada.submit(page, article + "/trial", "language", "en");
        var nobody = ada.post(article + "/trial", fields(ada, "to", "ida@reader.example", "language", "en"));

        assertThat(sent.statusCode()).isEqualTo(303);
        String onward = sent.headers().firstValue("location").orElseThrow();
        assertThat(ada.page(onward).select(".notice").text()).contains("has taken the trial");
        assertThat(nobody.statusCode()).isEqualTo(422);
        assertThat(mails()).containsExactly("ada@lantern.example [Trial] Probe");
        assertThat(ada.page(article + "/publication").select("a[href^=/desk/alerts]"))
                .isEmpty();
    }

    @Test
    void howLongAnAlertIsWorthItIsChosenFromAFewTimes() {
        String article = article("Frist", "Der Hafen ist zu.");
        Document page = ada.page(article + "/publication");
        assertThat(page.select("select[name=notAfterMinutes] option[selected]").text())
                .isEqualTo("six hours");

        var wrong = ada.submit(page, article + "/publication", "alert", "with", "notAfterMinutes", "5");
        var published = ada.submit(page, article + "/publication", "alert", "with", "notAfterMinutes", "30");

        assertThat(wrong.statusCode()).isEqualTo(400);
        Document alert = ada.page(published.headers().firstValue("location").orElseThrow());
        assertThat(alert.select("dl.times div:contains(Not after) time").attr("datetime"))
                .isEqualTo("2026-03-01T08:30:00Z");
    }

    private static List<String> mails() {
        return newsroom.rooms().mail().mailbox().newest(100).stream()
                .filter(mail -> mail.subject().startsWith("["))
                .map(mail -> mail.recipient() + " " + mail.subject())
                .toList();
    }

    private static List<String[]> fields(Person person, String... fields) {
        List<String[]> all = new ArrayList<>();
        all.add(new String[] {
            "csrf", person.page("/desk").select("[name=csrf]").first().attr("value")
        });
        for (int i = 0; i < fields.length; i += 2) {
            all.add(new String[] {fields[i], fields[i + 1]});
        }
        return all;
    }

    private static String article(String headline, String teaser) {
        return ada.submit(
                        NEW,
                        NEW,
                        "headline",
                        headline,
                        "teaser",
                        teaser,
                        "body",
                        "Text.",
                        "topic[0]",
                        "harbour",
                        "language",
                        "de")
                .headers()
                .firstValue("location")
                .orElseThrow()
                .replaceFirst("\\?.*", "");
    }
}
