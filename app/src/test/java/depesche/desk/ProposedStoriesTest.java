package depesche.desk;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Role;
import depesche.testing.TestNewsroom;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProposedStoriesTest {

    private static final String NEW = "/desk/articles/new";
    private static final String STORIES = "/desk/stories";

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static Person ada;
    private static Person tom;

    @BeforeAll
    static void topic() {
        Person.of(newsroom, "Ada", Role.CHIEF)
                .submit("/desk/topics", "/desk/topics", "labelDe", "Hafen", "slug", "harbour");
    }

    @BeforeEach
    void fire() {
        newsroom.clock().advance(Duration.ofDays(30));
        ada = Person.of(newsroom, "Ada", Role.CHIEF);
        tom = Person.of(newsroom, "Tom", Role.REPORTER);
        publish("Brand im Chemiewerk Leuna", "Im Chemiewerk Leuna brennt das Tanklager. Die Feuerwehr löscht.");
        publish("Leuna: Feuerwehr löscht Brand", "Der Brand im Chemiewerk Leuna ist gelöscht, das Tanklager zerstört.");
        publish("Nach dem Brand in Leuna", "Wie der Brand am Tanklager im Chemiewerk Leuna entstand, ist offen.");
        publish("Kirschernte beginnt", "Die Bauern am Bodensee pflücken die ersten Kirschen.");
        newsroom.rooms().search().suggestions().coverage().proposing().propose();
    }

    @Test
    void anEditorAcceptsAPartUnderANameAndTheNextArticleIsAdvisedToIt() {
        Document page = ada.page(STORIES);
        assertThat(page.select("section[aria-labelledby=proposed-stories] article"))
                .hasSize(1);
        assertThat(page.select("input[name=article]")).hasSize(3);
        assertThat(page.select("article .hint").text()).contains("Leuna", "Tanklager");
        assertThat(tom.page(STORIES).select("input[name=article]")).isEmpty();

        HttpResponse<String> accepted = ada.submit(page, action(page, "acceptance"), "name", "Das Feuer von Leuna");

        String location = accepted.headers().firstValue("location").orElse("");
        assertThat(location).isEqualTo("/desk/stories?made=das-feuer-von-leuna&articles=3");
        assertThat(ada.page(location).select("[role=status]").text()).contains("3 articles", "Nobody was told");
        assertThat(ada.page(STORIES).select("input[name=article]")).isEmpty();

        Document advised = Jsoup.parse(tom.submit(
                        NEW,
                        NEW,
                        "headline",
                        "Leuna baut das Tanklager auf",
                        "body",
                        "Das Chemiewerk Leuna baut nach dem Brand neu.",
                        "language",
                        "de",
                        "then",
                        "topics")
                .body());
        assertThat(advised.select("button[name=belong]").eachAttr("value")).containsExactly("das-feuer-von-leuna");
        assertThat(advised.select("button[name=belong] + .hint").text()).contains("Leuna");
        Document chosen = Jsoup.parse(
                tom.submit(advised, NEW, "belong", "das-feuer-von-leuna").body());
        assertThat(chosen.select("select[name=story] option[selected]").val()).isEqualTo("das-feuer-von-leuna");
    }

    @Test
    void aProposalIsDismissedAndThatIsTakenBack() {
        Document page = ada.page(STORIES);

        ada.submit(page, action(page, "dismissal"));
        Document dismissed = ada.page(STORIES);
        assertThat(dismissed.select("input[name=article]")).isEmpty();
        assertThat(dismissed
                        .select("section[aria-labelledby=dismissed-stories]")
                        .text())
                .contains("Leuna", "Ada");
        ada.submit(dismissed, action(dismissed, "dismissal/undo"));

        assertThat(ada.page(STORIES).select("input[name=article]")).hasSize(3);
    }

    @Test
    void whatCannotBeAcceptedIsSaidAndAStoryIsRenamed() {
        ada.submit(STORIES, STORIES, "labelDe", "Das Feuer");
        Document page = ada.page(STORIES);

        HttpResponse<String> taken = ada.submit(page, action(page, "acceptance"), "name", "Das Feuer");
        assertThat(taken.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(taken.body()).select("[role=alert]").text()).contains("There is a story of this name");

        HttpResponse<String> renamed = ada.submit(
                STORIES, STORIES + "/rename", "story", "das-feuer", "newLabelDe", "Der Brand", "newSlug", "brand");
        assertThat(renamed.headers().firstValue("location")).hasValue("/desk/stories?renamed=brand");
        HttpResponse<String> nothing = ada.submit(STORIES, STORIES + "/rename", "story", "brand");
        assertThat(nothing.statusCode()).isEqualTo(422);
    }

    private static String action(Document page, String act) {
        return page.select("form[action$=/" + act + "]").attr("action");
    }

    private static void publish(String headline, String body) {
        newsroom.clock().advance(Duration.ofHours(1));
        HttpResponse<String> made = newsroom.call(
                "POST",
                "/articles",
                "{\"headline\":\"" + headline + "\",\"body\":\"<p>" + body
                        + "</p>\",\"language\":\"de\",\"topics\":[\"harbour\"]}");
        String id = made.body().replaceFirst("(?s).*?\"id\"\\s*:\\s*\"(\\d+)\".*", "$1");
        newsroom.call("POST", "/articles/" + id + "/publication", "{\"alert\":false}");
    }
}
