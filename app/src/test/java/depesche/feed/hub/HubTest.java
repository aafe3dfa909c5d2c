package depesche.feed.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.feed.hub.Subscriber.Came;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HubTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.with(Map.of("DEPESCHE_PRIVATE_ADDRESSES", "allowed"));

    private static final String FORM = "application/x-www-form-urlencoded";

    private final Subscriber subscriber = Subscriber.open();

    @BeforeAll
    static void start() {
        newsroom.rooms().hub().carrying().start();
        newsroom.call("POST", "/topics", "{\"slug\": \"hafen\", \"labels\": {\"de\": \"Hafen\"}}");
        newsroom.call("POST", "/topics", "{\"slug\": \"kai\", \"labels\": {\"de\": \"Kai\"}, \"parent\": \"hafen\"}");
    }

    @AfterEach
    void close() {
        newsroom.rooms().ground().db().change(tx -> {
            tx.execute("truncate hub_subscription, hub_intent");
            tx.execute("update newsroom set held_since = null, held_why = null, skipped_through = null");
        });
        subscriber.close();
    }

    @Test
    void aSubscriberIsToldOfAPublicationACorrectionAndAWithdrawal() {
        String topic = discoverAndSubscribe("/topics/hafen/feed.atom", "/all");

        String article = publish("Sturm", "kai");
        Came news = told("/all", 2);
        assertThat(news.body())
                .contains("<title type=\"text\">Sturm</title>")
                .isEqualTo(newsroom.get("/topics/hafen/feed.atom").body());
        assertThat(news.headers()).containsEntry("content-type", "application/atom+xml; charset=utf-8");
        assertThat(news.headers().get("link"))
                .contains("<" + hub() + ">; rel=\"hub\"", "<" + topic + ">; rel=\"self\"");

        newsroom.call(
                "POST",
                "/articles/" + article + "/correction",
                "{\"note\": \"Kein Sturm.\", \"headline\": \"Flaute\"}");
        assertThat(told("/all", 3).body())
                .contains("Flaute", "Korrektur: Kein Sturm.")
                .doesNotContain(">Sturm<");

        newsroom.call("POST", "/articles/" + article + "/kill", "{\"reason\": \"wrong\"}");
        assertThat(told("/all", 4).body())
                .contains("<at:deleted-entry ref=\"tag:")
                .doesNotContain("Flaute");
        assertThat(subscriber.forged()).isEmpty();
    }

    @Test
    void everyFormOfAFeedNamesItsHub() throws JsonProcessingException {
        for (String path : List.of("/feed.atom", "/feed.rss", "/feed.json", "/topics/kai/feed.rss")) {
            HttpResponse<String> feed = newsroom.get(path);

            assertThat(feed.headers().firstValue("Link").orElse(""))
                    .as(path)
                    .contains("<" + hub() + ">; rel=\"hub\"", "<" + site() + path + ">; rel=\"self\"");
            assertThat(feed.body()).as(path).contains(hub());
            assertThat(newsroom.get(path).headers().firstValue("Link"))
                    .as("from the page store")
                    .isPresent();
        }
        var json = new ObjectMapper().readTree(newsroom.get("/feed.json").body());
        assertThat(json.at("/hubs/0/type").asText()).isEqualTo("WebSub");
        assertThat(json.at("/hubs/0/url").asText()).isEqualTo(hub());
        assertThat(newsroom.get("/search/feed.atom?q=x").body()).doesNotContain(hub());
    }

    @Test
    void whoDoesNotSayThatItAskedIsToldNothing() {
        subscriber.echoing("/other", "something else").echoing("/no", "404").echoing("/ill", "503");
        for (String path : List.of("/other", "/no", "/ill")) {
            assertThat(ask("subscribe", "/feed.atom", path).statusCode()).isEqualTo(202);
            Waiting.until(path + " is asked", () -> subscriber.questions(path).size() == 1);
        }

        Waiting.until("two were dropped, one is asked again", () -> count("hub_intent") == 1);
        untilLater(
                "it has been asked three times",
                () -> subscriber.questions("/ill").size() == 3 && count("hub_intent") == 0);
        assertThat(count("hub_subscription")).isZero();
    }

    @Test
    void whoDidNotAskForTheEndGoesOn() {
        subscribe("/feed.rss", "/victim");
        subscriber.echoing("/victim", "404");
        ask("unsubscribe", "/feed.rss", "/victim");
        Waiting.until("it is asked", () -> subscriber.questions("/victim").size() == 2 && count("hub_intent") == 0);
        assertThat(count("hub_subscription")).isOne();

        publish("Ebbe", "hafen");

        assertThat(told("/victim", 2).body()).contains("Ebbe");
    }

    @Test
    void whoUnsubscribesIsToldNoMore() {
        subscribe("/feed.json", "/bye");
        subscribe("/feed.json", "/stays");
        ask("unsubscribe", "/feed.json", "/bye");
        Waiting.until("it has ended", () -> count("hub_subscription") == 1);
        assertThat(subscriber.questions("/bye").getLast().query()).containsEntry("hub.mode", "unsubscribe");

        publish("Flut", "hafen");
        told("/stays", 2);

        assertThat(subscriber.contents("/bye")).hasSize(1);
    }

    @Test
    void aServerThatFailsIsTriedAgainWithGrowingWaits() {
        subscriber.answering("/slow", attempt -> attempt == 1 || attempt > 3 ? 200 : 500);
        subscribe("/feed.atom", "/slow");

        publish("Nebel", "hafen");
        Waiting.until("it has failed", () -> subscriber.contents("/slow").size() == 2 && isDueLater());
        newsroom.clock().advance(Duration.ofSeconds(61));
        newsroom.rooms().hub().carrying().wake();
        Waiting.until("it has failed twice", () -> subscriber.contents("/slow").size() == 3 && isDueLater());
        newsroom.clock().advance(Duration.ofSeconds(61));
        newsroom.rooms().hub().carrying().wake();
        assertThat(subscriber.contents("/slow")).hasSize(3);

        untilLater("it has it", () -> subscriber.contents("/slow").size() == 4 && !isAnyDue());
        assertThat(subscriber.contents("/slow").getLast().body()).contains("Nebel");
    }

    @Test
    void whoSaysThatItIsGoneIsForgottenAndWhoIsSilentForDaysToo() {
        subscriber
                .answering("/gone", attempt -> attempt == 1 ? 200 : 410)
                .answering("/dead", attempt -> attempt == 1 ? 200 : 500);
        subscribe("/feed.atom", "/gone");
        subscribe("/feed.atom", "/dead");

        publish("Wrack", "hafen");
        Waiting.until("one is forgotten", () -> count("hub_subscription") == 1 && isDueLater());
        newsroom.clock().advance(Duration.ofDays(2));
        newsroom.rooms().hub().carrying().wake();
        Waiting.until("it is tried again", () -> subscriber.contents("/dead").size() == 3 && isDueLater());
        newsroom.clock().advance(Duration.ofDays(2));
        newsroom.rooms().hub().carrying().wake();

        Waiting.until("so is the other", () -> count("hub_subscription") == 0);
    }

    @Test
    void aLeaseRunsOutAndIsRenewedByAskingAgain() {
        ask("subscribe", "/feed.atom", "/leased", Map.of("hub.lease_seconds", "600"));
        Waiting.until("it is told", () -> subscriber.contents("/leased").size() == 1 && !isAnyDue());
        assertThat(subscriber.questions("/leased").getFirst().query()).containsEntry("hub.lease_seconds", "600");
        newsroom.clock().advance(Duration.ofSeconds(500));
        ask("subscribe", "/feed.atom", "/leased", Map.of("hub.lease_seconds", "600"));
        Waiting.until("it is renewed", () -> subscriber.questions("/leased").size() == 2 && count("hub_intent") == 0);
        newsroom.clock().advance(Duration.ofSeconds(500));
        publish("Noch da", "hafen");
        told("/leased", 2);

        newsroom.clock().advance(Duration.ofSeconds(101));
        subscribe("/feed.atom", "/other");
        publish("Vorbei", "hafen");
        told("/other", 2);

        assertThat(subscriber.contents("/leased")).hasSize(2);
        newsroom.rooms().hub().hub().forgetEnded();
        assertThat(count("hub_subscription")).isOne();
    }

    @Test
    void whatChangesNothingInTheFeedIsNotTold() {
        String article = publish("Möwe", "kai");
        subscribe("/topics/kai/feed.atom", "/quiet");

        newsroom.rooms().hub().hub().tell(new FeedsChanged(List.of(key("kai"))));
        Waiting.until("it was looked at", () -> !isAnyDue());
        assertThat(subscriber.contents("/quiet")).hasSize(1);
        newsroom.call("POST", "/articles/" + article + "/update", "{\"headline\": \"Möwen\"}");

        assertThat(told("/quiet", 2).body()).contains("Möwen");
    }

    @Test
    void whatIsAskedWronglyIsRefusedWithEveryFault() throws JsonProcessingException {
        HttpResponse<String> none = newsroom.post("/hub", "", "Content-Type", FORM);
        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(new ObjectMapper().readTree(none.body()).path("errors").findValuesAsText("field"))
                .containsExactly("hub.mode", "hub.topic", "hub.callback");
        assertThat(ask("subscribe", "/topics/nichts/feed.atom", "/x").statusCode())
                .isEqualTo(404);
        assertThat(ask("subscribe", "/feed.atom?before=1", "/x").statusCode()).isEqualTo(404);
        assertThat(ask("subscribe", "/feed.xml", "/x").statusCode()).isEqualTo(404);
        assertThat(ask("subscribe", "/", "/x").statusCode()).isEqualTo(404);
        assertThat(ask("subscribe", "/feed.atom", "/x", Map.of("hub.secret", "x".repeat(200)))
                        .statusCode())
                .isEqualTo(422);
        assertThat(ask("subscribe", "/feed.atom", "/x", Map.of("hub.lease_seconds", "soon"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(ask("subscribe", "/feed.atom", "/x", Map.of("hub.filler", "x".repeat(20_000)))
                        .statusCode())
                .isEqualTo(413);
        assertThat(count("hub_intent")).isZero();
    }

    @Test
    void whoNeverSubscribedIsNotAskedWhetherTheyLeave() {
        assertThat(ask("unsubscribe", "/feed.atom", "/stranger").statusCode()).isEqualTo(202);
        assertThat(ask("unsubscribe", "/topics/" + "x".repeat(5_000) + "/feed.atom", "/stranger")
                        .statusCode())
                .isEqualTo(404);
        assertThat(ask("unsubscribe", "/topics/\0/feed.atom", "/stranger").statusCode())
                .isEqualTo(404);
        assertThat(ask("subscribe", "/topics/\0/feed.atom", "/stranger").statusCode())
                .isEqualTo(404);

        assertThat(count("hub_intent")).isZero();
        assertThat(subscriber.questions("/stranger")).isEmpty();
    }

    @Test
    void whatIsSkippedAfterAHoldTakesNothingLaterWithIt() {
        subscribe("/feed.atom", "/held");
        hold("held_since = now(), held_why = 'restored'");
        tellOfFront();
        Instant until = newsroom.clock().instant().plusSeconds(1);
        newsroom.clock().advance(Duration.ofSeconds(2));
        publish("Meanwhile", "hafen");
        tellOfFront();

        skip(until);

        assertThat(told("/held", 2).body()).contains("Meanwhile");
    }

    @Test
    void whatIsSkippedIsNotTakenForToldThoughTheFeedHasMore() {
        subscribe("/feed.atom", "/skipped");
        hold("held_since = now(), held_why = 'restored'");
        tellOfFront();
        Instant until = newsroom.clock().instant().plusSeconds(1);
        newsroom.clock().advance(Duration.ofSeconds(2));
        publish("Just now", "hafen");

        skip(until);
        Waiting.until("it was skipped", () -> !isAnyDue());
        assertThat(subscriber.contents("/skipped")).hasSize(1);
        tellOfFront();

        assertThat(told("/skipped", 2).body()).contains("Just now");
    }

    private static void tellOfFront() {
        newsroom.rooms().hub().hub().tell(new FeedsChanged(List.of("front")));
    }

    private static void skip(Instant until) {
        hold("held_since = null, held_why = null, skipped_through = '" + until + "'");
    }

    private static void hold(String change) {
        newsroom.rooms().ground().db().change(tx -> tx.execute("update newsroom set " + change));
        newsroom.rooms().hub().carrying().wake();
    }

    @Test
    void nobodyMakesUsAskAServerWithoutEnd() {
        subscriber.echoing("/flood", "503");
        for (int i = 0; i < 50; i++) {
            String path = "/flood?number=" + i;
            assertThat(ask("subscribe", "/feed.atom", path).statusCode()).isEqualTo(202);
        }

        HttpResponse<String> tooMany = ask("subscribe", "/feed.atom", "/flood?number=50");

        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.headers().firstValue("Retry-After")).isPresent();
    }

    /// As a subscriber does: from the feed's own head to its hub.
    private String discoverAndSubscribe(String path, String callback) {
        String link = newsroom.get(path).headers().firstValue("Link").orElseThrow();
        Map<String, String> links = Arrays.stream(link.split(", "))
                .collect(Collectors.toMap(it -> it.replaceAll(".*rel=\"|\"", ""), it -> it.replaceAll("<|>.*", "")));
        assertThat(links).containsEntry("hub", hub());
        subscribe(path, callback);
        Came question = subscriber.questions(callback).getFirst();
        assertThat(question.query())
                .containsEntry("hub.mode", "subscribe")
                .containsEntry("hub.topic", links.get("self"))
                .containsEntry("hub.lease_seconds", "864000");
        return links.getOrDefault("self", "");
    }

    private void subscribe(String feed, String callback) {
        assertThat(ask("subscribe", feed, callback).statusCode()).isEqualTo(202);
        told(callback, 1);
    }

    private HttpResponse<String> ask(String mode, String feed, String callback) {
        return ask(mode, feed, callback, Map.of());
    }

    private HttpResponse<String> ask(String mode, String feed, String callback, Map<String, String> more) {
        return newsroom.post("/hub", subscriber.asking(mode, site() + feed, callback, more), "Content-Type", FORM);
    }

    private static String publish(String headline, String topic) {
        String draft = newsroom.call("POST", "/articles", """
                {"headline": "%s", "body": "<p>Kein Schiff läuft aus.</p>", "topics": ["%s"]}""".formatted(headline, topic))
                .body();
        String id = draft.replaceAll(".*?\"id\":\\s*\"(\\d+)\".*", "$1");
        newsroom.call("POST", "/articles/" + id + "/publication", "{\"alert\": false}");
        newsroom.settle();
        return id;
    }

    /// The last of so many contents, when all is told.
    private Came told(String path, int many) {
        newsroom.settle();
        Waiting.until(
                path + " has been told " + many, () -> subscriber.contents(path).size() >= many && !isAnyDue());
        assertThat(subscriber.contents(path)).hasSize(many);
        return subscriber.contents(path).getLast();
    }

    /// Waits while time passes.
    private static void untilLater(String what, BooleanSupplier isSo) {
        Waiting.until(what, () -> {
            newsroom.clock().advance(Duration.ofSeconds(20));
            newsroom.rooms().hub().carrying().wake();
            return isSo.getAsBoolean();
        });
    }

    private static boolean isAnyDue() {
        return number("select count(*) from hub_subscription where due_at is not null and lease_until > '%s'"
                        .formatted(newsroom.clock().instant()))
                > 0;
    }

    private static boolean isDueLater() {
        return number("select count(*) from hub_subscription where due_at > '%s'"
                        .formatted(newsroom.clock().instant()))
                == 1;
    }

    private static int count(String table) {
        return number("select count(*) from " + table);
    }

    private static int number(String query) {
        return newsroom.rooms()
                .ground()
                .db()
                .read(tx -> tx.createQuery(query).mapTo(Integer.class).one());
    }

    private static String key(String slug) {
        return newsroom.rooms()
                .ground()
                .db()
                .read(tx -> tx.createQuery("select 'topic:' || id from topic where slug = :slug")
                        .bind("slug", slug)
                        .mapTo(String.class)
                        .one());
    }

    private static String site() {
        return newsroom.baseUrl().toString();
    }

    private static String hub() {
        return site() + "/hub";
    }
}
