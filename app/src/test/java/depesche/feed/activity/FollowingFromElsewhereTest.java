package depesche.feed.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.feed.activity.ForeignServer.Came;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server by somebody else's library finds our actors, follows them, and is told, all signed both ways.
class FollowingFromElsewhereTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.with(Map.of("DEPESCHE_PRIVATE_ADDRESSES", "allowed"));

    private final ForeignServer other = ForeignServer.open();

    @BeforeAll
    static void start() {
        newsroom.rooms().activity().start();
        newsroom.call("POST", "/topics", "{\"slug\": \"hafen\", \"labels\": {\"de\": \"Hafen\"}}");
        newsroom.call("POST", "/topics", "{\"slug\": \"kai\", \"labels\": {\"de\": \"Kai\"}, \"parent\": \"hafen\"}");
    }

    /// Whoever signs does so by the clock on the wall.
    @BeforeEach
    void setTheClock() {
        newsroom.clock().advance(Duration.between(newsroom.clock().instant(), Instant.now()));
    }

    @AfterEach
    void close() {
        newsroom.rooms()
                .ground()
                .db()
                .change(tx -> tx.execute("truncate activity_telling, activity_follower, activity_inbox"));
        other.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {ForeignServer.CAVAGE, ForeignServer.RFC9421})
    void aFollowerOfATopicIsToldOfAPublicationACorrectionAndAWithdrawal(String spec) {
        other.act("only", "spec", spec);
        follow("ida", "/topics/hafen", spec);
        assertThat(other.received("Accept", 1).activity().at("/object/actor").asText())
                .isEqualTo(other.actor("ida"));

        String article = publish("Sturm", "kai");
        Came news = other.received("Create", 1);
        assertThat(news.spec()).isEqualTo(spec);
        assertThat(news.path()).isEqualTo("/inbox");
        assertThat(news.activity().at("/object/id").asText()).isEqualTo(note(article));
        assertThat(news.activity().at("/object/content").asText()).contains("Sturm", "/" + article + "/sturm");
        assertThat(other.received("Announce", 1).actor()).isEqualTo(topic("hafen"));
        assertThat(other.received("Announce", 1).activity().get("object").asText())
                .isEqualTo(note(article));

        amend(article, "correction", "{\"note\": \"Kein Sturm.\", \"headline\": \"Flaute\"}");
        Came correction = other.received("Update", 1);
        assertThat(correction.activity().at("/object/id").asText()).isEqualTo(note(article));
        assertThat(correction.activity().at("/object/content").asText())
                .contains("Flaute", "Korrektur: Kein Sturm.")
                .doesNotContain("<strong>Sturm");

        amend(article, "kill", "{\"reason\": \"Name falsch\"}");
        Came withdrawal = other.received("Delete", 1);
        assertThat(withdrawal.activity().at("/object/type").asText()).isEqualTo("Tombstone");
        assertThat(withdrawal.activity().toString()).doesNotContain("Flaute", "Sturm", "Name falsch");

        settled();
        assertThat(other.received())
                .extracting(Came::type)
                .containsExactly("Accept", "Create", "Announce", "Update", "Delete");
        assertThat(other.refused()).isEmpty();
    }

    @Test
    void anActorIsFoundByItsHandleItsPageAndItsAddress() {
        JsonNode byPage = other.act("finger", "resource", newsroom.baseUrl() + "/topics/hafen");
        assertThat(byPage.at("/subject").asText())
                .isEqualTo("acct:hafen@" + newsroom.baseUrl().getAuthority());
        assertThat(byPage.at("/links/0/href").asText()).isEqualTo(topic("hafen"));
        assertThat(other.act("look", "url", topic("hafen")).get("name").asText())
                .isEqualTo("Hafen – The Lantern");
        assertThat(newsroom.get("/.well-known/webfinger?resource=acct:hafen@"
                                + newsroom.baseUrl().getAuthority())
                        .body())
                .contains(topic("hafen"));
        assertThat(other.act("look", "url", newsroom.baseUrl() + "/activity/paper")
                        .get("type")
                        .asText())
                .isEqualTo("Organization");
    }

    @Test
    void whoFollowsSeveralIsToldOnceAndByEach() {
        follow("ida", "/topics/hafen", ForeignServer.CAVAGE);
        follow("tom", "/topics/kai", ForeignServer.CAVAGE);
        follow("ada", "/", ForeignServer.CAVAGE);
        follow("eva", "/", ForeignServer.CAVAGE);
        other.received("Accept", 4);

        publish("Ebbe", "kai");
        other.received("Announce", 2);
        settled();

        assertThat(other.received("Create")).hasSize(1);
        assertThat(other.received("Announce"))
                .extracting(Came::actor)
                .containsExactlyInAnyOrder(topic("hafen"), topic("kai"));
    }

    @ParameterizedTest
    @ValueSource(strings = {ForeignServer.CAVAGE, ForeignServer.RFC9421})
    void anArticleComesOnceHoweverItsTopicStoryAndAuthorsAreFollowed(String spec) {
        story("streik" + spec.length());
        String story = "/stories/streik" + spec.length();
        publish("Streik", "hafen", "streik" + spec.length(), "Eva Lund und Tom Berg");
        follow("ida", story, spec);
        follow("eva", story, spec);
        follow("tom", "/authors/eva-lund", spec);
        follow("ada", "/authors/tom-berg", spec);
        follow("ben", "/topics/hafen", spec);
        other.received("Accept", 5);

        String article = publish("Streik geht weiter", "kai", "streik" + spec.length(), "Eva Lund und Tom Berg");
        other.received("Announce", 4);
        amend(article, "correction", "{\"note\": \"Kein Streik.\", \"headline\": \"Ruhe\"}");
        other.received("Update", 1);
        amend(article, "kill", "{\"reason\": \"Name falsch\"}");
        other.received("Delete", 1);
        settled();

        assertThat(other.received().subList(5, other.received().size()))
                .extracting(Came::type)
                .containsExactly("Create", "Announce", "Announce", "Announce", "Announce", "Update", "Delete");
        assertThat(other.received("Announce"))
                .extracting(Came::actor)
                .containsExactlyInAnyOrder(
                        actor(story), actor("/authors/eva-lund"), actor("/authors/tom-berg"), topic("hafen"));
        assertThat(other.received("Announce"))
                .extracting(it -> it.activity().get("object").asText())
                .containsOnly(note(article));
        assertThat(other.refused()).isEmpty();
    }

    @Test
    void aStoryAndAnAuthorAreFoundByHandleAndPage() {
        story("sturmflut");
        publish("Sturmflut", "kai", "sturmflut", "Jörg Müller");

        for (String page : List.of("/stories/sturmflut", "/authors/joerg-mueller")) {
            JsonNode found = other.act("finger", "resource", newsroom.baseUrl() + page);
            assertThat(found.at("/links/0/href").asText()).isEqualTo(actor(page));
            String handle = found.at("/subject").asText();
            assertThat(newsroom.get("/.well-known/webfinger?resource=" + handle).body())
                    .contains(actor(page));
        }
        assertThat(other.act("look", "url", actor("/authors/joerg-mueller"))
                        .get("name")
                        .asText())
                .isEqualTo("Jörg Müller – The Lantern");
    }

    /// Its key has to be found by those who are told that something is taken back, and by whom it tells next.
    @Test
    void aStoryThatIsFollowedStaysThereWhenItsOnlyArticleLeavesIt() {
        story("irrtum");
        String article = publish("Irrtum", "hafen", "irrtum", "Eva Lund");
        follow("ida", "/stories/irrtum", ForeignServer.CAVAGE);
        other.received("Accept", 1);
        amend(article, "update", "{\"note\": \"Andere Sache.\", \"story\": \"\"}");
        assertThat(newsroom.get("/stories/irrtum").statusCode()).isEqualTo(404);

        assertThat(other.act("look", "url", actor("/stories/irrtum"))
                        .get("name")
                        .asText())
                .isEqualTo("Irrtum – The Lantern");
        publish("Doch kein Irrtum", "hafen", "irrtum", "Eva Lund");
        assertThat(other.received("Announce", 1).actor()).isEqualTo(actor("/stories/irrtum"));
        assertThat(other.refused()).isEmpty();
    }

    @Test
    void whatAnArticleLosesIsTakenBackOnceAndSaidAnewUnderAnotherId() {
        story("wechsel");
        publish("Wechsel", "hafen", "wechsel", "Eva Lund");
        follow("ida", "/stories/wechsel", ForeignServer.CAVAGE);
        follow("tom", "/topics/kai", ForeignServer.RFC9421);
        other.received("Accept", 2);
        String article = publish("Sturm", "kai", "wechsel", "Eva Lund");
        other.received("Announce", 2);

        amend(article, "update", "{\"note\": \"Andere Sache.\", \"story\": \"\"}");
        Came undo = other.received("Undo", 1);
        amend(article, "update", "{\"note\": \"Noch etwas.\"}");
        other.received("Update", 2);
        settled();
        assertThat(other.received("Undo")).hasSize(1);
        assertThat(undo.actor()).isEqualTo(actor("/stories/wechsel"));
        assertThat(announcedBy("/stories/wechsel"))
                .containsExactly(undo.activity().at("/object/id").asText());

        amend(article, "update", "{\"note\": \"Doch.\", \"story\": \"wechsel\"}");
        other.received("Announce", 3);
        amend(article, "update", "{\"note\": \"Doch nicht.\", \"story\": \"\", \"topics\": [\"hafen\"]}");
        other.received("Undo", 3);
        settled();
        assertThat(announcedBy("/stories/wechsel")).hasSize(2).doesNotHaveDuplicates();
        assertThat(takenBack())
                .containsExactlyInAnyOrderElementsOf(other.received("Announce").stream()
                        .map(it -> it.activity().get("id").asText())
                        .toList());
        assertThat(other.refused()).isEmpty();
    }

    /// It may have come all the same.
    @Test
    void whatGotNoAnswerIsTakenBackToo() {
        follow("ida", "/topics/kai", ForeignServer.CAVAGE);
        other.received("Accept", 1);
        other.answerTo("Announce", 503);
        String article = publish("Sturm", "kai");
        other.received("Announce", 1);
        Waiting.until("it rests", () -> number("select count(*) from activity_inbox where attempts = 1") == 1);

        amend(article, "update", "{\"note\": \"Nicht am Kai.\", \"topics\": [\"hafen\"]}");
        Waiting.until("it is taken back", () -> {
            newsroom.clock().advance(Duration.ofSeconds(20));
            newsroom.rooms().activity().carrying().wake();
            return other.received("Undo").size() == 1;
        });
        settled();

        assertThat(takenBack())
                .containsExactly(other.received("Announce")
                        .getFirst()
                        .activity()
                        .get("id")
                        .asText());
        assertThat(other.received("Announce")).hasSize(1);
    }

    /// It may be gone there, and whoever believes that it stands says nothing ever again.
    @Test
    void whatIsGivenBackWhileItIsTakenBackIsTakenBackToTheEndAndSaidAnew() {
        follow("ida", "/topics/kai", ForeignServer.CAVAGE);
        other.received("Accept", 1);
        String article = publish("Sturm", "kai");
        other.received("Announce", 1);
        settled();
        other.answerTo("Undo", 503);
        amend(article, "update", "{\"note\": \"Nicht am Kai.\", \"topics\": [\"hafen\"]}");
        other.received("Undo", 1);
        Waiting.until("it rests", () -> number("select count(*) from activity_inbox where attempts = 1") == 1);

        other.answerTo("Undo", 202);
        amend(article, "update", "{\"note\": \"Doch am Kai.\", \"topics\": [\"kai\"]}");
        newsroom.clock().advance(Duration.ofMinutes(2));
        newsroom.rooms().activity().carrying().wake();
        settled();

        assertThat(other.received().subList(1, other.received().size()))
                .extracting(Came::type)
                .containsExactly("Create", "Announce", "Update", "Undo", "Update", "Undo", "Announce");
        assertThat(takenBack()).containsOnly(announcedBy("/topics/kai").getFirst());
        assertThat(announcedBy("/topics/kai")).doesNotHaveDuplicates();
        assertThat(number("select count(*) from activity_telling where undoing = '{}' and cardinality(announced) = 1"))
                .isOne();
    }

    @Test
    void whatIsTakenBackIsSoAlsoWhereNobodyFollowsAnyMoreAndNothingIsWhereNobodyWasTold() {
        follow("ida", "/topics/kai", ForeignServer.CAVAGE);
        follow("pia", "/topics/hafen", ForeignServer.CAVAGE);
        other.received("Accept", 2);
        String article = publish("Sturm", "kai");
        other.received("Announce", 2);
        other.act("unfollow", "user", "ida", "object", topic("kai"), "inbox", inbox(), "spec", ForeignServer.CAVAGE);

        amend(article, "update", "{\"note\": \"Nicht am Kai.\", \"topics\": [\"hafen\"]}");
        other.received("Undo", 1);
        settled();

        assertThat(other.received("Undo"))
                .extracting(Came::path, Came::actor)
                .containsExactly(tuple("/inbox", topic("kai")));
    }

    private List<String> announcedBy(String page) {
        return other.received("Announce").stream()
                .filter(it -> it.actor().equals(actor(page)))
                .map(it -> it.activity().get("id").asText())
                .toList();
    }

    private List<String> takenBack() {
        return other.received("Undo").stream()
                .map(it -> it.activity().at("/object/id").asText())
                .toList();
    }

    @Test
    void whoLeavesIsToldNoMoreButOfWhatTheyWereTold() {
        follow("ida", "/topics/hafen", ForeignServer.CAVAGE);
        other.received("Accept", 1);
        String article = publish("Flut", "hafen");
        other.received("Announce", 1);

        JsonNode left = other.act(
                "unfollow", "user", "ida", "object", topic("hafen"), "inbox", inbox(), "spec", ForeignServer.CAVAGE);
        assertThat(left.get("status").asInt()).isEqualTo(202);
        publish("Ebbe", "hafen");
        amend(article, "correction", "{\"note\": \"Doch nicht.\", \"headline\": \"Keine Flut\"}");
        other.received("Update", 1);
        settled();

        assertThat(other.received("Create")).hasSize(1);
        assertThat(followers("hafen")).isZero();
    }

    @Test
    void aFollowThatIsRepeatedIsAnsweredAgainAndCountsOnce() {
        follow("ida", "/topics/hafen", ForeignServer.CAVAGE);
        other.received("Accept", 1);
        follow("ida", "/topics/hafen", ForeignServer.CAVAGE);
        other.received("Accept", 2);

        assertThat(followers("hafen")).isOne();
    }

    @Test
    void whoIsDeletedOrBlocksFollowsNoMore() {
        follow("ida", "/topics/hafen", ForeignServer.CAVAGE);
        follow("tom", "/topics/hafen", ForeignServer.CAVAGE);
        other.received("Accept", 2);

        JsonNode blocked = other.act(
                "block", "user", "tom", "object", topic("hafen"), "inbox", inbox(), "spec", ForeignServer.CAVAGE);
        assertThat(blocked.get("status").asInt()).isEqualTo(202);
        assertThat(followers("hafen")).isOne();

        newsroom.clock().advance(Duration.ofMinutes(2));
        JsonNode gone = other.act("leave", "user", "ida", "inbox", inbox(), "spec", ForeignServer.CAVAGE);
        assertThat(gone.get("status").asInt()).isEqualTo(202);
        assertThat(followers("hafen")).isZero();
    }

    @Test
    void aServerThatIsIllIsToldLaterAndOnce() {
        follow("ida", "/topics/hafen", ForeignServer.CAVAGE);
        other.received("Accept", 1);
        other.act("answer", "status", 503);
        publish("Sturm", "hafen");
        other.received("Create", 1);
        Waiting.until("it rests", () -> number("select count(*) from activity_inbox where attempts = 1") == 1);

        other.act("answer", "status", 202);
        Waiting.until("it is told", () -> {
            newsroom.clock().advance(Duration.ofSeconds(20));
            newsroom.rooms().activity().carrying().wake();
            return other.received("Announce").size() == 1;
        });
        settled();

        assertThat(other.received("Create"))
                .extracting(it -> it.activity().get("id").asText())
                .hasSize(2)
                .containsOnly(
                        other.received("Create").getFirst().activity().get("id").asText());
        assertThat(number("select count(*) from activity_inbox where attempts = 0 and failing_since is null"))
                .isOne();
    }

    @Test
    void aServerThatIsGoneIsForgotten() {
        follow("ida", "/topics/hafen", ForeignServer.CAVAGE);
        other.received("Accept", 1);
        other.act("answer", "status", 410);
        publish("Sturm", "hafen");

        Waiting.until("it is forgotten", () -> number("select count(*) from activity_inbox") == 0);
        assertThat(followers("hafen")).isZero();
    }

    private static void story(String slug) {
        String label = slug.substring(0, 1).toUpperCase(Locale.ROOT) + slug.substring(1);
        assertThat(newsroom.call("POST", "/stories", """
                        {"slug": "%s", "labels": {"de": "%s"}}""".formatted(slug, label)).statusCode())
                .isEqualTo(201);
    }

    private void follow(String user, String page, String spec) {
        JsonNode answer = other.act("follow", "user", user, "object", actor(page), "spec", spec);
        assertThat(answer.path("status").asInt()).as(answer.toString()).isEqualTo(202);
    }

    private static String topic(String slug) {
        return actor("/topics/" + slug);
    }

    /// Whose page this is.
    private static String actor(String page) {
        String[] parts = page.split("/");
        if (parts.length == 0) {
            return newsroom.baseUrl() + "/activity/paper";
        }
        String table = Map.of("topics", "topic", "stories", "story", "authors", "author")
                .get(parts[1]);
        return newsroom.baseUrl() + "/activity/" + parts[1] + "/"
                + number("select id from " + table + " where slug = '" + parts[2] + "'");
    }

    private static String note(String article) {
        return newsroom.baseUrl() + "/activity/articles/" + article;
    }

    private static String inbox() {
        return newsroom.baseUrl() + "/activity/inbox";
    }

    private static int followers(String slug) {
        return number("select count(*) from activity_follower where ended_at is null and actor = 'topic:'"
                + " || (select id from topic where slug = '" + slug + "')");
    }

    private static String publish(String headline, String topic) {
        return publish(headline, topic, "", "Ida Klein");
    }

    private static String publish(String headline, String topic, String story, String byline) {
        String draft = newsroom.call("POST", "/articles", """
                {"headline": "%s", "body": "<p>Kein Schiff läuft aus.</p>", "topics": ["%s"], "story": "%s",
                 "bylines": ["%s"]}""".formatted(headline, topic, story, byline))
                .body();
        String id = draft.replaceAll("(?s).*?\"id\":\\s*\"(\\d+)\".*", "$1");
        newsroom.call("POST", "/articles/" + id + "/publication", "{\"alert\": false}");
        newsroom.settle();
        return id;
    }

    private static void amend(String article, String how, String json) {
        newsroom.clock().advance(Duration.ofSeconds(5));
        assertThat(newsroom.call("POST", "/articles/" + article + "/" + how, json)
                                .statusCode()
                        / 100)
                .isEqualTo(2);
        newsroom.settle();
    }

    private static void settled() {
        Waiting.until(
                "nothing is due", () -> number("select count(*) from activity_telling where due_at is not null") == 0);
    }

    private static int number(String query) {
        return newsroom.rooms()
                .ground()
                .db()
                .read(tx -> tx.createQuery(query).mapTo(Integer.class).one());
    }
}
