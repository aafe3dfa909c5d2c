package depesche.feed.activity;

import depesche.article.ArticleId;
import depesche.feed.errand.Claim;
import depesche.net.WebAddress;
import depesche.net.signature.Style;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// The table `activity_telling`: which inbox was told what of which article, and which is to be told.
final class Tellings {

    /// Whether something is left to be said.
    enum More {
        YES,
        NO
    }

    /// Whether something was sent.
    enum Sent {
        YES,
        NO
    }

    private Tellings() {}

    /// The inboxes from which somebody follows one of these actors are to be told of it.
    static void begin(Handle tx, ArticleId article, Collection<String> actors, Instant now) {
        tx.createUpdate("""
                        insert into activity_telling (article_id, inbox_id, changed_at)
                        select distinct :article, f.inbox_id, cast(:now as timestamptz)
                          from activity_follower f
                         where f.actor = any(:actors)
                           and f.ended_at is null
                            on conflict (article_id, inbox_id) do nothing
                        """)
                .bind("article", article.value())
                .bindArray("actors", String.class, actors)
                .bind("now", now)
                .execute();
    }

    /// Those that wait after a failure go on waiting, and those of an inbox that rests wait with it.
    static void changed(Handle tx, ArticleId article, Instant now) {
        tx.createUpdate("""
                        update activity_telling
                           set changes = changes + 1,
                               changed_at = :now,
                               due_at = coalesce(due_at, (
                                      select greatest(i.rest_until, :now)
                                        from activity_inbox i
                                       where i.id = inbox_id)),
                               attempts = 0
                         where article_id = :article
                        """).bind("article", article.value()).bind("now", now).execute();
    }

    /// Gathered ones too.
    static boolean isAnyOf(Handle tx, Collection<Long> articles) {
        return tx.createQuery("""
                        select exists (
                               select
                                 from activity_telling
                                where article_id = any(:articles))
                            or exists (
                               select
                                 from activity_settled
                                where article_id = any(:articles))
                        """)
                .bindArray("articles", Long.class, articles)
                .mapTo(Boolean.class)
                .one();
    }

    /// Claims those that are due, of each server a share; nothing while sends are held.
    static List<Due.Tell> claim(Handle tx, Claim claim) {
        var hold = new Due.Hold(claim.node(), System.nanoTime());
        return tx.createQuery("""
                          with due as (
                               select first.article_id, first.inbox_id,
                                      row_number() over (partition by first.origin order by first.due_at, first.article_id) as turn
                                 from (select t.article_id, t.inbox_id, i.origin, t.due_at
                                         from activity_telling t
                                         join activity_inbox i on i.id = t.inbox_id
                                        where t.due_at <= :now
                                          and (t.claimed_until is null or t.claimed_until < now())
                                          and i.rest_until <= :now
                                          and i.origin <> all(:busy)
                                        order by t.due_at, t.article_id
                                        limit :looked) first
                             ), next as (
                               select t.article_id, t.inbox_id, t.may_have,
                                      coalesce(t.changed_at <= n.skipped_through, false) as is_skipped
                                 from activity_telling t
                                 join due on due.article_id = t.article_id and due.inbox_id = t.inbox_id
                                 join newsroom n on n.held_since is null
                                                and coalesce(n.beat_at > now() - interval '1 hour', true)
                                where due.turn <= :share
                                  and t.due_at <= :now
                                  and (t.claimed_until is null or t.claimed_until < now())
                                order by t.due_at, t.article_id, t.inbox_id
                                limit :most
                                  for update of t skip locked)
                        update activity_telling t
                           set claimed_by = :node,
                               claimed_until = now() + make_interval(secs => :seconds),
                               may_have = true
                          from next
                          join activity_inbox i on i.id = next.inbox_id
                         where t.article_id = next.article_id
                           and t.inbox_id = next.inbox_id
                        returning t.article_id, t.inbox_id, t.changes, t.attempts, next.may_have, t.told, t.announced,
                                  t.announcing, t.undoing, t.undone, next.is_skipped, i.address, i.style, i.attempts as failures,
                                  i.failing_since,
                                  array(select distinct f.actor
                                          from activity_follower f
                                         where f.inbox_id = t.inbox_id
                                           and f.ended_at is null) as followed
                        """)
                .bind("now", claim.now())
                .bindArray("busy", String.class, claim.busy())
                .bind("share", Claim.SHARE)
                .bind("most", claim.most())
                .bind("looked", Claim.LOOKED_THROUGH)
                .bind("node", claim.node())
                .bind("seconds", Claim.SECONDS)
                .map((row, _) -> tell(row, hold))
                .list();
    }

    /// It was told this form.
    ///
    /// @param more whether more is to be said there
    static void told(Handle tx, Due.Tell tell, String form, More more, Instant now) {
        said(tx, tell, "told = :form", more, now).bind("form", form).execute();
    }

    /// An actor is about to pass it on there. False if another node has claimed it.
    static boolean announcing(Handle tx, Due.Tell tell, Actor by) {
        return isNoted(tx, tell, "announcing = announcing || cast(:actor as text)", by);
    }

    /// An actor is about to take back there that it passed it on. False if another node has claimed it.
    static boolean undoing(Handle tx, Due.Tell tell, Actor by) {
        return isNoted(tx, tell, "undoing = undoing || cast(:actor as text)", by);
    }

    /// An actor has passed it on there.
    static void announced(Handle tx, Due.Tell tell, Actor by, More more, Instant now) {
        said(tx, tell, """
                announced = announced || cast(:actor as text),
                announcing = array_remove(announcing, cast(:actor as text))""", more, now).bind("actor", by.key()).execute();
    }

    /// An actor has taken back there that it passed it on.
    static void takenBack(Handle tx, Due.Tell tell, Actor by, More more, Instant now) {
        said(tx, tell, """
                announced = array_remove(announced, cast(:actor as text)),
                announcing = array_remove(announcing, cast(:actor as text)),
                undoing = array_remove(undoing, cast(:actor as text)),
                undone = undone || cast(:actor as text)""", more, now).bind("actor", by.key()).execute();
    }

    /// Nothing is left to be said of it there, ever.
    static void end(Handle tx, Due.Tell tell) {
        claimed(tx, tell, "delete from activity_telling").execute();
    }

    /// Nothing is left to be said there but what has happened since it was claimed.
    ///
    /// @param sent whether something of it was sent under this claim
    static void rest(Handle tx, Due.Tell tell, Sent sent, Instant now) {
        said(tx, tell, "may_have = :mayHave", More.NO, now)
                .bind("mayHave", sent == Sent.YES || tell.mayHave())
                .execute();
    }

    static void failed(Handle tx, Due.Tell tell, Instant again) {
        claimed(tx, tell, """
                update activity_telling
                   set due_at = :again,
                       attempts = attempts + 1,
                       claimed_by = null,
                       claimed_until = null""").bind("again", again).execute();
    }

    private static boolean isNoted(Handle tx, Due.Tell tell, String what, Actor by) {
        return claimed(tx, tell, """
                update activity_telling
                   set\s""" + what).bind("actor", by.key()).execute() == 1;
    }

    /// It is due again at once if more is to be said, or anything has happened since it was claimed.
    private static Update said(Handle tx, Due.Tell tell, String what, More more, Instant now) {
        return claimed(tx, tell, """
                update activity_telling
                   set attempts = 0,
                       due_at = case when changes > :changes or :more then cast(:now as timestamptz) end,
                       claimed_by = null,
                       claimed_until = null,\s""" + what)
                .bind("changes", tell.changes())
                .bind("more", more == More.YES)
                .bind("now", now);
    }

    /// What is done to the row is done only while its claim is this node's.
    private static Update claimed(Handle tx, Due.Tell tell, String what) {
        return tx.createUpdate(what + """

                 where article_id = :article
                   and inbox_id = :inbox
                   and claimed_by = :node
                """)
                .bind("article", tell.article().value())
                .bind("inbox", tell.place().inbox())
                .bind("node", tell.hold().node());
    }

    /// All that is due at an inbox that rests waits as long, and is not looked at before. What others have under way
    /// is left to them.
    static void wait(Handle tx, long inbox, Instant until) {
        tx.createUpdate("""
                          with waiting as (
                               select t.article_id
                                 from activity_telling t
                                where t.inbox_id = :inbox
                                  and t.due_at < :until
                                  and (t.claimed_until is null or t.claimed_until < now())
                                  for update skip locked)
                        update activity_telling t
                           set due_at = :until
                          from waiting
                         where t.inbox_id = :inbox
                           and t.article_id = waiting.article_id
                        """).bind("inbox", inbox).bind("until", until).execute();
    }

    /// What a node of this name had claimed when it died.
    static void giveBack(Handle tx, String node) {
        tx.createUpdate("""
                        update activity_telling
                           set claimed_by = null,
                               claimed_until = null
                         where claimed_by = :node
                        """).bind("node", node).execute();
    }

    private static Due.Tell tell(ResultSet row, Due.Hold hold) throws SQLException {
        return new Due.Tell(
                new ArticleId(row.getLong("article_id")),
                new Due.Place(
                        row.getLong("inbox_id"),
                        WebAddress.ofStored(row.getString("address")),
                        Style.of(row.getString("style")),
                        row.getInt("failures"),
                        Optional.ofNullable(row.getObject("failing_since", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)),
                hold,
                row.getLong("changes"),
                row.getInt("attempts"),
                row.getBoolean("may_have"),
                Optional.ofNullable(row.getString("told")),
                texts(row, "followed"),
                new Due.PassedOn(
                        texts(row, "announced"), texts(row, "announcing"), texts(row, "undoing"), texts(row, "undone")),
                row.getBoolean("is_skipped"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
