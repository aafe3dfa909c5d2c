package depesche.feed.activity;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.article.ArticleId;
import depesche.db.Database;
import depesche.net.WebAddress;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What was told long ago takes little room, and is known all the same.
class SettledTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static final int INBOXES = 50;
    private static final String AS_IT_WAS = """
            select article_id || ' ' || inbox_id || ' ' || may_have || ' ' || coalesce(told, '-') || ' ' || announced::text
                   || announcing::text || undoing::text || undone::text
              from activity_telling
             where may_have
             order by article_id, inbox_id
            """;

    private long one;
    private long other;

    @BeforeEach
    void tell() {
        one = article();
        other = article();
        db().change(tx -> {
            for (int i = 0; i < INBOXES; i++) {
                long _ = Inboxes.put(tx, WebAddress.ofStored("https://" + i + ".example/inbox"), now());
            }
        });
        change("insert into activity_telling (article_id, inbox_id, changed_at, may_have, told, announced)"
                + " select a.id, i.id, timestamptz '" + now() + "' - interval '31 days', true, 'form',"
                + " case when i.id % 2 = 0 then array['topic:1', 'story:2'] else '{}' end"
                + " from activity_inbox i, article a where a.id in (" + one + ", " + other + ")");
    }

    @AfterEach
    void forget() {
        change("truncate activity_settled, activity_telling, activity_follower, activity_inbox");
    }

    @Test
    void whatIsGatheredIsSpreadAsItWas() {
        change(
                "update activity_telling set announcing = array['author:1'], undoing = array['story:2'], undone = array['topic:1', 'topic:1']"
                        + " where article_id = " + one + " and inbox_id % 7 = 0");
        List<String> before = texts(AS_IT_WAS);

        news().settle();

        assertThat(number("select count(*) from activity_telling")).isZero();
        assertThat(number("select count(*) from activity_settled")).isEqualTo(6);
        news().tell(new ArticlesChanged(List.of(one)));
        assertThat(number("select count(*) from activity_settled")).isEqualTo(2);
        news().tell(new ArticlesChanged(List.of(other)));
        assertThat(number("select count(*) from activity_settled")).isZero();
        assertThat(texts(AS_IT_WAS)).isEqualTo(before);
        assertThat(number("select count(*) from activity_telling where due_at is not null"))
                .isEqualTo(2 * INBOXES);
    }

    @Test
    void whatIsDueOrOfLateIsLeftAndWhereNothingEverCameIsForgotten() {
        change("update activity_telling set due_at = now() where article_id = " + one + " and inbox_id % 2 = 0");
        change("update activity_telling set changed_at = '" + now() + "' where article_id = " + one
                + " and inbox_id % 2 = 1");
        change("update activity_telling set may_have = false, told = null where article_id = " + other);

        news().settle();

        assertThat(number("select count(*) from activity_telling where article_id = " + one))
                .isEqualTo(INBOXES);
        assertThat(number("select count(*) from activity_telling where article_id = " + other))
                .isZero();
        assertThat(number("select count(*) from activity_settled")).isZero();
    }

    @Test
    void twiceGatheredIsSpreadOnce() {
        change("update activity_telling set changed_at = '" + now() + "' where inbox_id % 2 = 0");
        news().settle();
        change("update activity_telling set changed_at = changed_at - interval '31 days'");
        news().settle();
        news().settle();

        news().tell(new ArticlesChanged(List.of(one, other, one)));

        assertThat(number("select count(*) from activity_telling")).isEqualTo(2 * INBOXES);
    }

    @Test
    void anInboxThatIsGoneIsGoneFromWhatWasGathered() {
        news().settle();
        change("delete from activity_inbox where id in (select id from activity_inbox order by id limit 10)");

        news().tell(new ArticlesChanged(List.of(one)));

        assertThat(number("select count(*) from activity_telling")).isEqualTo(INBOXES - 10);
    }

    @Test
    void aChangeOfWhatIsGatheredIsHeard() {
        news().settle();
        assertThat(number("select count(*) from activity_follower")).isZero();

        db().change(tx -> news().changed(tx, Set.of(new ArticleId(one).pageKey())));

        assertThat(number("select count(*) from scheduled_tasks where task_name = 'ArticlesChanged'"))
                .isOne();
        newsroom.settle();
        assertThat(number("select count(*) from activity_telling where due_at is not null"))
                .isEqualTo(INBOXES);
    }

    /// Else the change would find rows that are about to go, and tell nobody.
    @Test
    void aChangeInTheMiddleOfTheGatheringReachesAll() {
        var telling = new Thread(() -> news().tell(new ArticlesChanged(List.of(one))));

        db().change(tx -> {
            TellingsLock.alone(tx);
            assertThat(Settled.gather(tx, now())).isEqualTo(2 * INBOXES);
            telling.start();
            Waiting.until(
                    "the change waits",
                    () -> number("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                    + " and datname = current_database()")
                            == 1);
        });
        Waiting.until("it is told", () -> !telling.isAlive());

        assertThat(number("select count(*) from activity_telling where due_at is not null and article_id = " + one))
                .isEqualTo(INBOXES);
    }

    private static long article() {
        newsroom.call("POST", "/articles", "{\"headline\": \"Sturm\", \"body\": \"<p>Kein Schiff.</p>\"}");
        return number("select max(id) from article");
    }

    private static ActivityNews news() {
        return newsroom.rooms().activity().news();
    }

    private static Database db() {
        return newsroom.rooms().ground().db();
    }

    private static Instant now() {
        return newsroom.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static void change(String sql) {
        db().change(tx -> tx.execute(sql));
    }

    private static List<String> texts(String query) {
        return db().read(tx -> tx.createQuery(query).mapTo(String.class).list());
    }

    private static int number(String query) {
        return db().read(tx -> tx.createQuery(query).mapTo(Integer.class).one());
    }
}
