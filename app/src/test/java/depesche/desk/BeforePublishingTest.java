package depesche.desk;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Role;
import depesche.testing.TestNewsroom;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the desk asks of an article before it is published: how long its alert is worth carrying.
class BeforePublishingTest {

    private static final String NEW = "/desk/articles/new";

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static Person ada;

    @BeforeAll
    static void people() {
        ada = Person.of(newsroom, "Ada", Role.EDITOR);
        newsroom.call(
                "POST", "/topics", "{\"slug\": \"harbour\", \"labels\": {\"de\": \"Hafen\", \"en\": \"Harbour\"}}");
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
