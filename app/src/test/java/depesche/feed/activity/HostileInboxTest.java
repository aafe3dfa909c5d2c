package depesche.feed.activity;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.testing.TestNewsroom;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is posted to an inbox by those who mean no good, or have gone wrong.
class HostileInboxTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.with(Map.of("DEPESCHE_PRIVATE_ADDRESSES", "allowed"));

    private final Stranger stranger = Stranger.open();

    @BeforeAll
    static void start() {
        newsroom.rooms().activity().start();
        newsroom.call("POST", "/topics", "{\"slug\": \"hafen\", \"labels\": {\"de\": \"Hafen\"}}");
    }

    /// From one network no more than 300 questions are caused in ten minutes.
    @BeforeEach
    void letTimePass() {
        newsroom.clock().advance(Duration.ofMinutes(20));
    }

    @AfterEach
    void close() {
        newsroom.rooms()
                .ground()
                .db()
                .change(tx -> tx.execute("truncate activity_telling, activity_follower, activity_inbox"));
        stranger.close();
    }

    @Test
    void anHonestFollowIsTaken() {
        assertThat(post(follow("1"), signed(follow("1")))).isEqualTo(202);
        assertThat(followers()).isOne();
    }

    @Test
    void aKeyWithAnAddressOfItsOwnIsTakenWhereItsOwnerNamesIt() {
        stranger.keepKeyApart(stranger.mallory());

        assertThat(post(follow("1"), signed(follow("1")))).isEqualTo(202);
        assertThat(followers()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users/ida", "https://other.example/ida"})
    void aKeyWithAnAddressOfItsOwnIsNotTakenWhereItsOwnerIsAnother(String owner) {
        stranger.keepKeyApart(owner.startsWith("/") ? stranger.site() + owner : owner);

        assertThat(post(follow("1"), signed(follow("1")))).isEqualTo(401);
        assertThat(followers()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"date", "digest", "(request-target)", "host"})
    void whatDoesNotCoverAllThatMattersIsRefused(String left) {
        Map<String, String> headers = signed(follow("1"));
        headers.computeIfPresent(
                "Signature", (_, signature) -> signature.replace(left + " ", "").replace(" " + left, ""));

        assertThat(post(follow("1"), headers)).isEqualTo(401);
        assertThat(followers()).isZero();
        assertThat(stranger.asked()).as("nobody is asked for what cannot count").isEmpty();
    }

    @Test
    void aBodyThatIsNotTheSignedOneIsRefused() {
        assertThat(post(follow("2"), signed(follow("1")))).isEqualTo(401);
        assertThat(stranger.asked()).isEmpty();
    }

    @Test
    void aDigestOfAnotherBodyIsRefusedEvenIfSigned() {
        Map<String, String> headers = signed(follow("1"));
        headers.put("Digest", "SHA-256=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

        assertThat(post(follow("1"), headers)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT61M", "PT6M"})
    void whatWasSignedLongAgoOrIsYetToBeSignedIsRefused(Duration away) {
        Instant at = newsroom.clock().instant().plus(away);

        assertThat(post(follow("1"), new HashMap<>(stranger.signed(inbox(), follow("1"), at))))
                .isEqualTo(401);
        assertThat(stranger.asked()).isEmpty();
    }

    @Test
    void aKeyOfSomebodyElseIsRefused() {
        String body = follow("1")
                .replace("\"actor\": \"" + stranger.mallory(), "\"actor\": \"" + stranger.site() + "/users/ida");

        assertThat(post(body, signed(body))).isEqualTo(401);
        assertThat(followers()).isZero();
    }

    @Test
    void anActorThatSaysThatItIsElsewhereIsNotBelieved() {
        stranger.saying(stranger.person(
                "https://other.example/ida",
                stranger.key(),
                "https://other.example/ida",
                stranger.mallory() + "/inbox"));

        assertThat(post(follow("1"), signed(follow("1")))).isEqualTo(401);
    }

    /// So nobody has us post to others.
    @Test
    void anInboxAtAnotherServerIsNotBelieved() {
        stranger.saying(stranger.person(
                stranger.mallory(), stranger.key(), stranger.mallory(), "https://victim.example/inbox"));

        assertThat(post(follow("1"), signed(follow("1")))).isEqualTo(401);
        assertThat(followers()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/activity/stories/1", "/activity/authors/1", "/activity/stories/0", "/stories/geheim"})
    void whoIsNotPublicYetCannotBeFollowed(String path) {
        newsroom.call("POST", "/stories", "{\"slug\": \"geheim\", \"labels\": {\"de\": \"Geheim\"}}");
        newsroom.call(
                "POST",
                "/articles",
                "{\"headline\": \"Geheim\", \"body\": \"<p>.</p>\", \"story\": \"geheim\", \"bylines\": [\"Gerda Geheim\"]}");
        String wish = stranger.follow(stranger.site() + "/follows/1", newsroom.baseUrl() + path);

        assertThat(post(wish, signed(wish))).isEqualTo(404);
        assertThat(followers()).isZero();
        assertThat(newsroom.get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "{\"id\": 7}", "null", ""})
    void anActorThatIsNoneIsNotBelieved(String document) {
        stranger.saying(document.isEmpty() ? " " : document);

        assertThat(post(follow("1"), signed(follow("1")))).isEqualTo(401);
    }

    /// Who may upload a file to a server is not for that its user.
    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "image/png; x=application/activity+json", ""})
    void aDocumentOfAnotherMediaTypeIsNoActor(String mediaType) {
        stranger.typing(mediaType);

        assertThat(post(follow("1"), signed(follow("1")))).isEqualTo(401);
        assertThat(followers()).isZero();
    }

    @Test
    void anActorOfTheMediaTypeOfLinkedDataIsTaken() {
        stranger.typing("Application/LD+JSON;profile=\"https://www.w3.org/ns/activitystreams\"");

        assertThat(post(follow("1"), signed(follow("1")))).isEqualTo(202);
    }

    @Test
    void anActorWithoutEndIsNotReadToItsEnd() {
        stranger.saying("{\"id\": \"" + "x".repeat(2_000_000) + "\"}");

        assertThat(post(follow("1"), signed(follow("1")))).isEqualTo(401);
    }

    @Test
    void aServerThatIsIllIsAskedAgainLater() {
        stranger.answering(500);
        assertThat(post(follow("1"), signed(follow("1")))).isEqualTo(503);

        stranger.answering(200);
        assertThat(post(follow("1"), signed(follow("1")))).isEqualTo(202);
    }

    @Test
    void aNewKeyIsAskedForOnceAndNotMoreOftenThanEachMinute() {
        post(follow("1"), signed(follow("1")));
        stranger.rotate();
        newsroom.clock().advance(Duration.ofMinutes(2));
        assertThat(post(follow("2"), signed(follow("2")))).isEqualTo(202);
        long questions = questions();
        Map<String, String> forged = signed(follow("3"));
        stranger.rotate();
        assertThat(post(follow("3"), withSignature(forged, signed(follow("4")))))
                .isEqualTo(401);
        assertThat(post(follow("3"), withSignature(forged, signed(follow("4")))))
                .isEqualTo(401);

        assertThat(questions()).isEqualTo(questions);
    }

    /// Somebody has seen it on its way, and sends it once more after it was taken back.
    @Test
    void whatWasTakenBackIsNotRepeated() {
        Map<String, String> follow = signed(follow("1"));
        post(follow("1"), follow);
        newsroom.clock().advance(Duration.ofSeconds(5));
        String undo = stranger.undo(stranger.mallory() + "/1", topic());
        Map<String, String> taken = signed(undo);
        assertThat(post(undo, taken)).isEqualTo(202);
        assertThat(followers()).isZero();

        assertThat(post(follow("1"), follow)).isEqualTo(202);
        assertThat(followers()).isZero();
        newsroom.clock().advance(Duration.ofSeconds(5));
        post(follow("2"), signed(follow("2")));
        assertThat(followers()).isOne();
        assertThat(post(undo, taken)).isEqualTo(202);
        assertThat(followers()).isOne();
    }

    @Test
    void nobodyElseEndsAFollow() {
        post(follow("1"), signed(follow("1")));
        try (var other = Stranger.open()) {
            String undo = stranger.undo(stranger.mallory() + "/1", topic());
            assertThat(post(
                            undo,
                            new HashMap<>(
                                    other.signed(inbox(), undo, newsroom.clock().instant()))))
                    .isEqualTo(401);
            String delete = "{\"type\": \"Delete\", \"id\": \"x\", \"actor\": \"%s\", \"object\": \"%s\"}"
                    .formatted(stranger.mallory(), stranger.mallory());
            other.answering(410);
            newsroom.clock().advance(Duration.ofMinutes(2));
            assertThat(post(
                            delete,
                            new HashMap<>(other.signed(
                                    inbox(), delete, newsroom.clock().instant()))))
                    .isEqualTo(401);
        }
        assertThat(followers()).isOne();
    }

    /// Most deletions are of people who have nothing to do with us.
    @Test
    void whoIsDeletedElsewhereIsNotAskedAbout() {
        String delete = "{\"type\": \"Delete\", \"id\": \"x\", \"actor\": \"%s\", \"object\": \"%s\"}"
                .formatted(stranger.mallory(), stranger.mallory());

        assertThat(post(delete, signed(delete))).isEqualTo(202);
        assertThat(stranger.asked()).isEmpty();
    }

    @Test
    void whatIsTooLargeOrTooDeepOrNoActivityIsRefused() {
        assertThat(post("{\"type\": \"" + "x".repeat(300_000) + "\"}", Map.of()))
                .isEqualTo(413);
        assertThat(post("{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000), Map.of()))
                .isEqualTo(400);
        assertThat(post("{\"type\": \"Follow\", \"actor\": \"a\"}", Map.of())).isEqualTo(400);
        assertThat(post("[]", Map.of())).isEqualTo(400);
        assertThat(post("", Map.of())).isEqualTo(400);
        assertThat(post("{\"type\": \"Like\", \"actor\": \"a\", \"object\": \"b\"}", Map.of()))
                .isEqualTo(202);
        assertThat(post(follow("1"), Map.of())).isEqualTo(401);
    }

    /// A follower is known by now, the inbox that their server names next is not.
    @Test
    void noServerBringsInInboxesWithoutEnd() {
        assertThat(post(follow("1"), signed(follow("1")))).isEqualTo(202);
        change("insert into activity_inbox (address, origin, since, rest_until)"
                + " select 'https://i' || n, (select origin from activity_inbox), now(), now()"
                + " from generate_series(1, 999) n");
        assertThat(post(follow("2"), signed(follow("2")))).isEqualTo(202);
        stranger.saying(stranger.person(
                stranger.mallory(), stranger.key(), stranger.mallory(), stranger.mallory() + "/inbox/2"));
        newsroom.clock().advance(Duration.ofHours(13));

        assertThat(post(follow("3"), signed(follow("3")))).isEqualTo(429);
        assertThat(number("select count(*) from activity_inbox")).isEqualTo(1_000);
    }

    @Test
    void noNumberOfServersBringsInInboxesWithoutEnd() {
        change("insert into activity_inbox (address, origin, since, rest_until)"
                + " select 'https://i' || n, 'https://i' || n, now(), now() from generate_series(1, 100000) n");

        assertThat(post(follow("1"), signed(follow("1")))).isEqualTo(429);
    }

    @Test
    void anInboxFromWhichNobodyFollowsIsForgottenUnlessItWasToldOfSomethingLately() {
        post(follow("1"), signed(follow("1")));
        forget();
        assertThat(number("select count(*) from activity_inbox")).isOne();

        newsroom.clock().advance(Duration.ofSeconds(5));
        String undo = stranger.undo(stranger.mallory() + "/1", topic());
        assertThat(post(undo, signed(undo))).isEqualTo(202);
        newsroom.call("POST", "/articles", "{\"headline\": \"Sturm\", \"body\": \"<p>Kein Schiff.</p>\"}");
        change("insert into activity_telling (article_id, inbox_id, changed_at, may_have)"
                + " select (select max(id) from article), id, since, true from activity_inbox");
        newsroom.clock().advance(Duration.ofDays(29));
        forget();
        assertThat(number("select count(*) from activity_inbox")).isOne();

        newsroom.clock().advance(Duration.ofDays(2));
        forget();
        assertThat(number("select count(*) from activity_inbox")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'Delete', 'actor': '\\u0000', 'object': '\\u0000'}",
                "{'type': 'Delete', 'actor': 'a\\u007f', 'object': 'a\\u007f'}",
                "{'type': 'Delete', 'actor': 'a b', 'object': 'a b'}",
                "{'type': 'Undo', 'actor': '\\n', 'object': '\\u0000'}"
            })
    void whatIsNoAddressIsNobody(String body) {
        assertThat(post(body.replace('\'', '"'), Map.of())).isEqualTo(400);
    }

    /// What the wish is called comes from the other server, signed.
    @Test
    void aWishWithANameThatIsNoneIsRefused() {
        String body = stranger.follow("\\u0000", topic());

        assertThat(post(body, signed(body))).isEqualTo(400);
    }

    @Test
    void whoIsNotThereCannotBeFollowed() {
        String body = stranger.follow(stranger.mallory() + "/1", newsroom.baseUrl() + "/activity/topics/999");

        assertThat(post(body, signed(body))).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "keyId=\"",
                "keyId=\"a\",keyId=\"b\"",
                "keyId=\"a\",signature=\"?\",headers=\"(request-target) host date digest\"",
                "keyId=\"a\",algorithm=\"hmac-sha256\",headers=\"(request-target) host date digest\",signature=\"aGFsbG8=\"",
                "sig=:aGFsbG8=:"
            })
    void aSignatureThatIsNoneIsRefused(String signature) {
        Map<String, String> headers = signed(follow("1"));
        headers.put("Signature", signature);

        assertThat(post(follow("1"), headers)).isEqualTo(401);
    }

    private static Map<String, String> withSignature(Map<String, String> headers, Map<String, String> other) {
        Map<String, String> mixed = new HashMap<>(headers);
        mixed.put("Signature", other.getOrDefault("Signature", ""));
        return mixed;
    }

    private String follow(String id) {
        return stranger.follow(stranger.mallory() + "/" + id, topic());
    }

    private Map<String, String> signed(String body) {
        return new HashMap<>(stranger.signed(inbox(), body, newsroom.clock().instant()));
    }

    private int post(String body, Map<String, String> headers) {
        return stranger.post(inbox(), body, headers).statusCode();
    }

    private long questions() {
        return stranger.asked().stream().filter(it -> it.startsWith("GET")).count();
    }

    private static URI inbox() {
        return newsroom.baseUrl().resolve("/activity/inbox");
    }

    private static String topic() {
        return newsroom.baseUrl() + "/activity/topics/1";
    }

    private static int followers() {
        return number("select count(*) from activity_follower where ended_at is null");
    }

    private static void forget() {
        newsroom.rooms().activity().news().forgetEnded();
    }

    private static void change(String sql) {
        newsroom.rooms().ground().db().change(tx -> tx.execute(sql));
    }

    private static int number(String query) {
        return newsroom.rooms()
                .ground()
                .db()
                .read(tx -> tx.createQuery(query).mapTo(Integer.class).one());
    }
}
