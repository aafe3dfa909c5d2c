package depesche.feed.activity;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.article.ArticleId;
import depesche.feed.activity.Tellings.More;
import depesche.feed.errand.Claim;
import depesche.net.Confines;
import depesche.net.Poster;
import depesche.net.Resolver;
import depesche.net.WebAddress;
import depesche.testing.TestNewsroom;
import depesche.testing.WebSink;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is noted of what an inbox was told, by several nodes and at once.
class TellingTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.with(Map.of("DEPESCHE_PRIVATE_ADDRESSES", "allowed"));

    private static final Poster.Limits LIMITS = new Poster.Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), 1_000);

    private final WebSink other = WebSink.plain();
    private final Poster poster = Poster.of(new Resolver(Confines.ANYWHERE), LIMITS, newsroom.clock());

    @BeforeEach
    void open() {
        poster.start();
        long _ = newsroom.rooms()
                .ground()
                .db()
                .write(tx -> Inboxes.put(tx, WebAddress.ofStored(other.url("/inbox")), now()));
    }

    @AfterEach
    void close() {
        change("truncate activity_telling, activity_follower, activity_inbox");
        poster.close();
        other.close();
    }

    /// The article may have been killed meanwhile, and another node have said so.
    @Test
    void whatHasSleptPastItsTimeIsNotPosted() {
        due(1);
        Due.Tell tell = claim("a").getFirst();
        var longAgo =
                new Due.Hold("a", System.nanoTime() - Duration.ofSeconds(26).toNanos());

        assertThat(telling().carry(with(tell, longAgo), say())).isEmpty();

        assertThat(other.received()).isEmpty();
        assertThat(number("select count(*) from activity_telling where claimed_by = 'a' and due_at is not null"))
                .isOne();
    }

    @Test
    void whatAnotherNodeHasClaimedIsLeftToIt() {
        due(1);
        Due.Tell tell = claim("a").getFirst();
        change("update activity_telling set claimed_by = 'b'");
        other.answering("/inbox", _ -> WebSink.Answer.of(202));

        telling().carry(tell, say());
        telling().carry(tell, takeBack());
        telling().carry(tell, new NextStep.Withdraw(paper(), Map.of("type", "Delete")));
        telling().carry(tell, new NextStep.Forget());
        telling().rest(tell);

        assertThat(number("select count(*) from activity_telling where claimed_by = 'b' and told is null"
                        + " and due_at is not null"))
                .isOne();
    }

    /// It would be known to nobody that it may have come.
    @Test
    void whatAnotherNodeHasClaimedIsNotPassedOn() {
        due(1);
        Due.Tell tell = claim("a").getFirst();
        change("update activity_telling set claimed_by = 'b'");

        assertThat(telling().carry(tell, passOn())).isEmpty();

        assertThat(other.received()).isEmpty();
        assertThat(number("select count(*) from activity_telling where announcing = '{}'"))
                .isOne();
    }

    @ParameterizedTest
    @CsvSource({"202, 1, 0", "503, 0, 1", "422, 0, 1"})
    void whoPassesItOnIsNotedWhateverIsAnswered(int status, int announced, int announcing) {
        due(1);
        other.answering("/inbox", _ -> WebSink.Answer.of(status));
        telling().carry(claim("a").getFirst(), passOn());
        change("update activity_telling set due_at = '" + now() + "'");
        change("update activity_inbox set rest_until = '" + now() + "'");
        if (announced == 0) {
            telling().carry(claim("a").getFirst(), passOn());
        }

        assertThat(number("select cardinality(announced) from activity_telling"))
                .isEqualTo(announced);
        assertThat(number("select cardinality(announcing) from activity_telling"))
                .isEqualTo(announcing);
    }

    @Test
    void whatAnotherNodeHasClaimedIsNotTakenBack() {
        due(1);
        Due.Tell tell = claim("a").getFirst();
        change("update activity_telling set claimed_by = 'b'");

        assertThat(telling().carry(tell, takeBack())).isEmpty();

        assertThat(other.received()).isEmpty();
        assertThat(number("select count(*) from activity_telling where undoing = '{}'"))
                .isOne();
    }

    @ParameterizedTest
    @CsvSource({"202, 0, 1", "503, 1, 0", "422, 1, 0"})
    void whoTakesItBackIsNotedUntilItIsAnswered(int status, int undoing, int undone) {
        due(1);
        other.answering("/inbox", _ -> WebSink.Answer.of(status));

        telling().carry(claim("a").getFirst(), takeBack());

        assertThat(number("select cardinality(undoing) from activity_telling")).isEqualTo(undoing);
        assertThat(number("select cardinality(undone) from activity_telling")).isEqualTo(undone);
    }

    /// Four are under way at a server at once; the fifth waits with them, and is not looked at before.
    @Test
    void whatFailsTogetherCountsOnceAndAllThatIsDueThereWaits() {
        due(5);
        other.answering("/inbox", _ -> WebSink.Answer.of(503));
        List<Due.Tell> tells = claim("a");
        assertThat(tells).hasSize(4);

        tells.forEach(tell -> telling().carry(tell, say()));

        assertThat(number("select attempts from activity_inbox")).isOne();
        assertThat(number("select count(*) from activity_telling t join activity_inbox i on i.id = t.inbox_id"
                        + " where t.due_at >= i.rest_until and t.due_at > '" + now() + "'"))
                .isEqualTo(5);
    }

    @Test
    void whatIsNewWaitsUntilTheInboxHasRested() {
        due(1);
        change("update activity_telling set due_at = null");
        change("update activity_inbox set rest_until = timestamptz '" + now() + "' + interval '1 hour'");

        newsroom.rooms().ground().db().change(tx -> Tellings.changed(tx, article(tx), now()));

        assertThat(number("select count(*) from activity_telling t join activity_inbox i on i.id = t.inbox_id"
                        + " where t.due_at = i.rest_until"))
                .isOne();
    }

    @ParameterizedTest
    @CsvSource({"503, 1, 1", "503, 18, 1", "503, 19, 0", "422, 1, 1", "422, 19, 0", "405, 19, 0"})
    void anInboxIsForgottenThatTookNothingForAWeekAndWasTriedOften(int status, int tries, int left) {
        due(1);
        change("update activity_inbox set attempts = " + tries + ", failing_since = timestamptz '" + now()
                + "' - interval '8 days'");
        other.answering("/inbox", _ -> WebSink.Answer.of(status));

        telling().carry(claim("a").getFirst(), say());

        assertThat(number("select count(*) from activity_inbox")).isEqualTo(left);
    }

    @Test
    void aRefusalIsRememberedAndMakesNothingWait() {
        due(1);
        other.answering("/inbox", _ -> WebSink.Answer.of(422));
        telling().carry(claim("a").getFirst(), say());
        assertThat(number("select count(*) from activity_inbox where attempts = 1 and failing_since is not null"
                        + " and rest_until <= '" + now() + "'"))
                .isOne();

        change("update activity_telling set due_at = '" + now() + "'");
        other.answering("/inbox", _ -> WebSink.Answer.of(202));
        telling().carry(claim("a").getFirst(), say());
        assertThat(number("select count(*) from activity_inbox where attempts = 0 and failing_since is null"))
                .isOne();
    }

    /// So a withdrawal goes to nobody who never heard of the article.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsPassedOverUnsentChangesNothingOfWhatMayHaveCome(boolean before) {
        due(1);
        change("update activity_telling set may_have = " + before);

        telling().carry(claim("a").getFirst(), new NextStep.Rest());

        assertThat(number("select count(*) from activity_telling where may_have = " + before))
                .isOne();
    }

    @Test
    void whatWasRefusedToTheLastMayHaveComeAllTheSame() {
        due(1);
        change("update activity_telling set attempts = 5");
        other.answering("/inbox", _ -> WebSink.Answer.of(422));

        telling().carry(claim("a").getFirst(), say());

        assertThat(number("select count(*) from activity_telling where may_have and due_at is null"))
                .isOne();
    }

    private static void due(int many) {
        for (int i = 0; i < many; i++) {
            newsroom.call("POST", "/articles", "{\"headline\": \"Sturm\", \"body\": \"<p>Kein Schiff.</p>\"}");
        }
        change("insert into activity_telling (article_id, inbox_id, changed_at, due_at)"
                + " select a.id, i.id, now(), '" + now() + "'"
                + " from (select id from article order by id desc limit " + many + ") a, activity_inbox i");
    }

    private static ArticleId article(Handle tx) {
        return new ArticleId(tx.createQuery("select article_id from activity_telling")
                .mapTo(Long.class)
                .one());
    }

    private static List<Due.Tell> claim(String node) {
        return newsroom.rooms().ground().db().write(tx -> Tellings.claim(tx, new Claim(node, 10, Set.of(), now())));
    }

    private Telling telling() {
        var ground = newsroom.rooms().ground();
        var keys = new ActorKeys(ground.secrets(), new Addresses(ground.settings()));
        return new Telling(ground.db(), new Delivering(poster, keys, newsroom.clock()), newsroom.clock());
    }

    private static NextStep.Step say() {
        return new NextStep.Say(paper(), Map.of("type", "Create"), "form", More.NO);
    }

    private static NextStep.Step passOn() {
        return new NextStep.PassOn(paper(), Map.of("type", "Announce"), More.NO);
    }

    private static NextStep.Step takeBack() {
        return new NextStep.TakeBack(paper(), Map.of("type", "Undo"), More.NO);
    }

    private static Actor paper() {
        return new Actors(newsroom.rooms().ground().settings()).paper();
    }

    private static Due.Tell with(Due.Tell tell, Due.Hold hold) {
        return new Due.Tell(
                tell.article(),
                tell.place(),
                hold,
                tell.changes(),
                tell.attempts(),
                tell.mayHave(),
                tell.told(),
                tell.followed(),
                tell.passedOn(),
                tell.isSkipped());
    }

    private static Instant now() {
        return newsroom.clock().instant().truncatedTo(ChronoUnit.MICROS);
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
