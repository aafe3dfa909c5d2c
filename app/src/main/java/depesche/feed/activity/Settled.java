package depesche.feed.activity;

import depesche.article.ArticleId;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// The table `activity_settled`: what of `activity_telling` has long been settled, many inboxes in a row. Who was told
/// of an article is forgotten with the inbox and not before: a correction or a kill goes to each of them, years later
/// too. So nothing is thrown away here, it is kept smaller, and spread again before anything is said of the article.
final class Settled {

    static final int MOST_AT_ONCE = 10_000;

    private Settled() {}

    /// Gathers some of what has not changed since then. Where nothing ever came nothing can be wrong: that goes. What
    /// somebody else has under its lock is left for the next time. Under [TellingsLock#alone].
    ///
    /// @return how many rows
    static int gather(Handle tx, Instant since) {
        return tx.createQuery("""
                          with resting as (
                               select article_id, inbox_id
                                 from activity_telling
                                where due_at is null
                                  and changed_at < :since
                                order by changed_at
                                limit :most
                                  for update skip locked
                             ), taken as (
                               delete from activity_telling t
                                using resting r
                                where t.article_id = r.article_id
                                  and t.inbox_id = r.inbox_id
                               returning t.article_id, t.inbox_id, t.may_have, t.told, t.announced, t.announcing, t.undoing, t.undone
                             ), gathered as (
                               insert into activity_settled (article_id, told, announced, announcing, undoing, undone, inboxes)
                               select article_id, told, announced, announcing, undoing, undone, array_agg(inbox_id order by inbox_id)
                                 from taken
                                where may_have
                                group by article_id, told, announced, announcing, undoing, undone)
                        select count(*)
                          from taken
                        """)
                .bind("since", since)
                .bind("most", MOST_AT_ONCE)
                .mapTo(Integer.class)
                .one();
    }

    /// As it was before, but for inboxes that are no more. One that goes meanwhile is waited for. Under
    /// [TellingsLock#shared].
    static void spread(Handle tx, ArticleId article, Instant now) {
        tx.createUpdate("""
                          with gathered as (
                               delete from activity_settled
                                where article_id = :article
                               returning told, announced, announcing, undoing, undone, inboxes)
                        insert into activity_telling
                               (article_id, inbox_id, changed_at, may_have, told, announced, announcing, undoing, undone)
                        select :article, i.id, cast(:now as timestamptz), true, g.told, g.announced, g.announcing, g.undoing, g.undone
                          from gathered g
                         cross join unnest(g.inboxes) as told_at (inbox)
                          join activity_inbox i on i.id = told_at.inbox
                           for key share of i
                        """).bind("article", article.value()).bind("now", now).execute();
    }
}
