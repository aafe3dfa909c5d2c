package depesche.desk;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Role;
import depesche.testing.TestNewsroom;
import java.net.http.HttpResponse;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProposedTopicsTest {

    private static final String NEW = "/desk/articles/new";

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static Person ada;
    private static Person tom;

    @BeforeAll
    static void people() {
        ada = Person.of(newsroom, "Ada", Role.ADMIN);
        tom = Person.of(newsroom, "Tom", Role.REPORTER);
        ada.submit("/desk/topics", "/desk/topics", "labelDe", "Hafen", "labelEn", "Harbour", "slug", "harbour");
        ada.submit("/desk/topics", "/desk/topics", "labelDe", "Türkei", "labelEn", "Turkey", "slug", "turkey");
    }

    @Test
    void aTopicIsProposedWithItsWordsAndAddedByAButtonWithoutBeingSaved() {
        HttpResponse<String> asked = tom.submit(
                NEW,
                NEW,
                "headline",
                "Im Hafen",
                "body",
                "Schiffe aus der Türkei.",
                "language",
                "de",
                "then",
                "topics");

        assertThat(asked.statusCode()).isEqualTo(200);
        Document page = Jsoup.parse(asked.body());
        assertThat(page.select(".proposals li").eachText())
                .anySatisfy(line -> assertThat(line).contains("Harbour", "Hafen"))
                .anySatisfy(line -> assertThat(line).contains("Turkey", "Türkei"));
        assertThat(page.select("input[name=headline]").attr("value")).isEqualTo("Im Hafen");

        Document added = Jsoup.parse(tom.submit(page, NEW, "add", "harbour").body());

        assertThat(added.select("select[name=topic] option[selected]").eachAttr("value"))
                .contains("harbour");
        assertThat(added.select(".proposals button[name=add]").eachAttr("value"))
                .containsExactly("turkey");
        assertThat(tom.page("/desk").text()).doesNotContain("Im Hafen");
    }

    @Test
    void theEnterKeySavesAndAddsNothing() {
        Document page = tom.page(NEW);

        assertThat(page.select("form.article button[type=submit]").first().attr("value"))
                .isEqualTo("edit");
    }

    @Test
    void whatSomebodySavedMeanwhileIsNotOverlooked() {
        String article = tom.submit(NEW, NEW, "headline", "Sturm", "body", "Der Hafen.", "language", "de")
                .headers()
                .firstValue("location")
                .orElseThrow()
                .replaceFirst("\\?.*", "");
        Document before = tom.page(article);
        assertThat(before.select(".proposals button[name=add]").eachAttr("value"))
                .contains("harbour");
        ada.submit(article, article, "headline", "Orkan");

        HttpResponse<String> late = tom.submit(before, article, "add", "harbour");

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(Jsoup.parse(late.body())
                        .select("select[name=topic] option[selected]")
                        .eachAttr("value"))
                .contains("harbour");
    }
}
