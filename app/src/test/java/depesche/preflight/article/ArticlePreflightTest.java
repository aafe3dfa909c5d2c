package depesche.preflight.article;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.article.Archive;
import depesche.article.ArticleId;
import depesche.config.Settings;
import depesche.epoch.Epochs;
import depesche.preflight.article.Defect.Kind;
import depesche.testing.TestNewsroom;
import depesche.testing.TestSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An article in which nothing is wrong, into which each test puts one defect.
class ArticlePreflightTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static final Settings WELL_SET = TestSettings.of(Map.of("DEPESCHE_MAIL_HOST", "127.0.0.1"));
    private static final String BODY = "<p>Der Sturm. <a href='https://wetter.example/'>Mehr</a></p>";

    @BeforeAll
    static void followers() {
        newsroom.call("POST", "/topics", "{\"slug\": \"harbour\", \"labels\": {\"de\": \"Hafen\"}}");
        newsroom.call(
                "POST", "/topics", "{\"slug\": \"cranes\", \"labels\": {\"de\": \"Kräne\"}, \"parent\": \"harbour\"}");
        newsroom.call("POST", "/topics", "{\"slug\": \"lonely\", \"labels\": {\"de\": \"Einsames\"}}");
        newsroom.call("POST", "/readers/import", """
                {"email": "ida@reader.example", "follows": [{"topic": "harbour", "cadence": "instant"}], \
                "consent": {"at": "2026-01-01T00:00:00Z", "source": "form"}}
                """);
    }

    @Test
    void whereNothingIsWrongNothingIsSaid() {
        assertThat(look(article("Sturm", "Der Hafen ist zu.", BODY, "cranes"))).isEmpty();
    }

    @Test
    void aMailThatSaysNothingOrIsCutOffIsNamed() {
        assertThat(look(article("Sturm", "", BODY, "harbour"))).containsExactly(Kind.TEASER_MISSING);
        assertThat(look(article("S".repeat(91), "Zu.", BODY, "harbour"))).containsExactly(Kind.HEADLINE_TOO_LONG);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/x, LINK_LOCAL",
        "https://intern/x, LINK_LOCAL",
        "http://192.168.1.5/x, LINK_LOCAL",
        "http://[::1]/x, LINK_LOCAL",
        "https://wiki.redaktion.local/x, LINK_LOCAL",
        "https://lantern.example/desk/articles/3, LINK_TO_DESK",
        "https://https://wetter.example/, LINK_BROKEN",
        "https://wetter..example/, LINK_BROKEN",
        "https://wetter example/, LINK_BROKEN",
        "https://wetter.example/%zz, LINK_BROKEN",
        "mailto:ada@lantern, LINK_BROKEN",
    })
    void aLinkThatLeadsNoReaderAnywhereIsNamed(String link, Kind kind) {
        String body = BODY + "<p><a href='" + link + "'>Da</a> <a href='mailto:ada@lantern.example'>Ada</a></p>";

        assertThat(look(article("Sturm", "Zu.", body, "harbour"))).containsExactly(kind);
    }

    @Test
    void topicsThatNobodyFollowsAreNamed() {
        ArticleId both = article("Sturm", "Zu.", BODY, "harbour\", \"lonely");

        assertThat(defects(both, WELL_SET)).containsExactly(Defect.of(Kind.TOPIC_WITHOUT_FOLLOWERS, "Einsames"));
        assertThat(look(article("Sturm", "Zu.", BODY, "lonely"))).containsExactly(Kind.NOBODY_REACHED);
    }

    @Test
    void aPictureOfWhichNothingIsKnownIsNamed() {
        long picture = newsroom.rooms()
                .ground()
                .db()
                .write(tx -> tx.createQuery("""
                        insert into picture (digest, original, media_type, width, height, created_at)
                        values (sha256('x'), 'x', 'image/jpeg', 1, 1, now())
                        returning id
                        """).mapTo(Long.class).one());
        ArticleId article = created("""
                {"headline": "Sturm", "teaser": "Zu.", "body": "%s", "topics": ["harbour"], "pictureId": "%d"}
                """.formatted(BODY, picture));

        assertThat(look(article)).containsExactly(Kind.PICTURE_WITHOUT_ALT, Kind.PICTURE_WITHOUT_CREDIT);
    }

    @Test
    void whatIsWrongWithTheHouseIsSaidToo() {
        ArticleId article = article("Sturm", "Zu.", BODY, "harbour");

        assertThat(kinds(defects(article, TestSettings.of(Map.of("DEPESCHE_BASE_URL", "http://localhost:8080")))))
                .containsExactly(Kind.MAIL_SERVER_MISSING, Kind.BASE_ADDRESS_LOCAL);
        assertThat(kinds(defects(
                        article,
                        TestSettings.of(Map.of(
                                "DEPESCHE_MAIL_HOST", "127.0.0.1", "DEPESCHE_MAIL_FROM", "depesche@localhost")))))
                .containsExactly(Kind.SENDER_MISSING);
        var troubled = new ArticlePreflight(
                WELL_SET,
                newsroom.rooms().ground().db(),
                newsroom.rooms().readers().index(),
                () -> Optional.of("421 too busy"));
        assertThat(defects(article, troubled)).containsExactly(Defect.of(Kind.MAIL_SERVER_TROUBLE, "421 too busy"));
    }

    @Test
    void heldSendsAreNamed() {
        ArticleId article = article("Sturm", "Zu.", BODY, "harbour");
        var db = newsroom.rooms().ground().db();
        db.change(tx -> Epochs.restored(tx, Instant.EPOCH, Instant.EPOCH));

        assertThat(look(article)).containsExactly(Kind.SENDS_HELD);

        db.change(tx -> Epochs.send(tx, Epochs.hold(tx).orElseThrow()));
        assertThat(look(article)).isEmpty();
    }

    @Test
    void everyDefectHasItsSentenceInBothLanguages() {
        var words = new DefectWords();

        for (Kind kind : Kind.values()) {
            for (Locale language : List.of(Locale.GERMAN, Locale.ENGLISH)) {
                var many = new Defect(kind, List.of("A1", "B2", "C3", "D4"));
                assertThat(words.sentence(language, many))
                        .doesNotContain("{")
                        .doesNotContain("''")
                        .doesNotContain("D4");
            }
        }
    }

    @Test
    void theApiTellsThemBesideTheReach() {
        ArticleId article = article("Sturm", "", BODY, "lonely");

        JsonNode reach =
                json(newsroom.call("GET", "/articles/" + article + "/reach", "").body());

        assertThat(reach.path("preflight"))
                .extracting(defect -> defect.path("code").asText())
                .containsExactly("teaser-missing", "nobody-reached", "mail-server-missing", "base-address-local");
        assertThat(reach.at("/preflight/0/field").asText()).isEqualTo("teaser");
        assertThat(reach.at("/preflight/0/level").asText()).isEqualTo("warn");
        assertThat(reach.at("/preflight/0/message").asText()).contains("neither teaser nor standfirst");
        assertThat(reach.at("/preflight/3/field").isNull()).isTrue();
    }

    private static ArticleId article(String headline, String teaser, String body, String topics) {
        return created("""
                {"headline": "%s", "teaser": "%s", "body": "%s", "topics": ["%s"]}
                """.formatted(headline, teaser, body, topics));
    }

    private static ArticleId created(String article) {
        var answer = newsroom.call("POST", "/articles", article);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return ArticleId.parse(json(answer.body()).path("id").asText()).orElseThrow();
    }

    private static List<Kind> look(ArticleId article) {
        return kinds(defects(article, WELL_SET));
    }

    private static List<Kind> kinds(List<Defect> defects) {
        return defects.stream().map(Defect::kind).toList();
    }

    private static List<Defect> defects(ArticleId id, Settings settings) {
        var rooms = newsroom.rooms();
        return defects(
                id,
                new ArticlePreflight(
                        settings,
                        rooms.ground().db(),
                        rooms.readers().index(),
                        rooms.telling().delivering()::trouble));
    }

    private static List<Defect> defects(ArticleId id, ArticlePreflight preflight) {
        var rooms = newsroom.rooms();
        var article = rooms.ground().db().read(tx -> Archive.byId(tx, id)).orElseThrow();
        return preflight.of(article, rooms.telling().reach().of(id).orElseThrow(), Locale.GERMAN);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
