package depesche.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.db.Notices;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SuggestingTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static final ArticleText REGATTA =
            ArticleText.ofHtml("Rudern auf dem Strom", "Die Ruderer siegen", Locale.GERMAN);

    private static int number;

    @BeforeEach
    void topics() {
        topic("""
                {"slug": "us", "labels": {"de": "Vereinigte Staaten", "en": "United States"}, "aliases": ["US", "Amerika", "amerikanisch"]}
                """);
        topic("""
                {"slug": "trade", "labels": {"de": "Handel", "en": "Trade"}}
                """);
    }

    @Test
    void namesAreFoundInEveryForm() {
        assertThat(slugs("Neue Zölle", "Die amerikanischen Händler klagen.")).contains("us");
        assertThat(slugs("Neue Zölle", "Die Regierung der Vereinigten Staaten schweigt."))
                .contains("us");
        assertThat(because("us", "Neue Zölle", "Die Regierung der Vereinigten Staaten schweigt."))
                .contains("Vereinigten Staaten");
    }

    @Test
    void anAbbreviationIsNoWord() {
        assertThat(english("US tariffs", "")).contains("us");
        assertThat(english("Join us", "They told us all.")).doesNotContain("us");
    }

    @Test
    void aNameInTheHeadlineSaysMoreThanOneInTheText() {
        double headline = of("Handel", "Es geht weiter.").getFirst().score();
        double body = of("Es geht weiter", "Der Handel.").getFirst().score();

        assertThat(headline).isGreaterThan(body);
    }

    @Test
    void aTopicThatIsGoneIsNotSuggested() {
        String slug = "gone-" + ++number;
        topic("{\"slug\": \"" + slug + "\", \"labels\": {\"de\": \"Quappe\"}}");
        long id = newsroom.rooms()
                .paper()
                .topics()
                .tree()
                .bySlug(slug)
                .orElseThrow()
                .id()
                .value();
        IntStream.range(0, 8).forEach(at -> publish("Quappen im Fluss", slug));
        IntStream.range(0, 8).forEach(at -> publish("Preise im Laden", "trade"));
        newsroom.rooms().search().suggestions().training().train();
        assertThat(slugs("Quappen im Fluss", "Viele Quappen")).startsWith(slug);

        newsroom.rooms().ground().db().change(tx -> {
            tx.execute("delete from article_topic where topic_id = ?", id);
            tx.execute("delete from topic_label where topic_id = ?", id);
            tx.execute("delete from topic where id = ?", id);
        });

        assertThat(slugs("Quappen im Fluss", "Viele Quappen")).doesNotContain(slug);
    }

    @Test
    void itLearnsByItselfWhenEditorsHaveChosenEnoughAndAnotherNodeHearsOfIt() {
        newsroom.rooms().search().suggestions().training().train();
        newsroom.clock().advance(Duration.ofMinutes(1));
        topic("{\"slug\": \"rowing\", \"labels\": {\"de\": \"Wassersport\"}}");
        var known = new KnownTopics(newsroom.rooms().ground().db());
        var elsewhere =
                new Suggesting(new AliasIndexes(newsroom.rooms().ground().db()), known);
        assertThat(slugs(elsewhere, REGATTA)).doesNotContain("rowing");

        try (var notices = new Notices(newsroom.rooms().ground().opened().address())) {
            known.listen(notices);
            notices.start();
            IntStream.range(0, 14).forEach(at -> publish("Ruderer siegen im Achter", "rowing"));
            IntStream.range(0, 5).forEach(at -> publish("Preise im Laden", "trade"));
            newsroom.rooms().search().suggestions().training().trainWhenDue();
            assertThat(slugs(here(), REGATTA)).as("19 are not enough").doesNotContain("rowing");

            publish("Ruderer siegen im Vierer", "rowing");
            newsroom.rooms().search().suggestions().training().trainWhenDue();
            assertThat(slugs(here(), REGATTA)).startsWith("rowing");
            Waiting.until(
                    "the other node knows", () -> slugs(elsewhere, REGATTA).contains("rowing"));
        }
    }

    private static Suggesting here() {
        return newsroom.rooms().search().suggestions().suggesting();
    }

    private static List<String> slugs(Suggesting suggesting, ArticleText text) {
        return suggesting.of(text).stream()
                .map(suggestion -> suggestion.topic().slug())
                .toList();
    }

    private static List<Suggestion> of(String headline, String body) {
        return here().of(text(headline, body));
    }

    private static ArticleText text(String headline, String body) {
        return ArticleText.ofHtml(headline, body, Locale.GERMAN);
    }

    private static List<String> slugs(String headline, String body) {
        return slugs(here(), text(headline, body));
    }

    private static List<String> english(String headline, String body) {
        return slugs(here(), ArticleText.ofHtml(headline, body, Locale.ENGLISH));
    }

    private static List<String> because(String slug, String headline, String body) {
        return of(headline, body).stream()
                .filter(suggestion -> suggestion.topic().slug().equals(slug))
                .flatMap(suggestion -> suggestion.because().stream())
                .toList();
    }

    private static void topic(String json) {
        newsroom.call("POST", "/topics", json);
    }

    private static void publish(String headline, String topic) {
        HttpResponse<String> made = newsroom.call(
                "POST",
                "/articles",
                "{\"headline\": \"" + headline + " " + ++number + "\", \"body\": \"<p>" + headline
                        + "</p>\", \"language\": \"de\", \"topics\": [\"" + topic + "\"]}");
        String id = made.body().replaceFirst("(?s).*?\"id\":\"(\\d+)\".*", "$1");
        HttpResponse<String> published =
                newsroom.call("POST", "/articles/" + id + "/publication", "{\"alert\": false}");
        assertThat(published.statusCode()).as(published.body()).isEqualTo(200);
    }
}
