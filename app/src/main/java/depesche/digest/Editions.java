package depesche.digest;

import depesche.alert.AlertId;
import depesche.alert.DigestAlerts;
import depesche.article.ArticleId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The table `digest_edition`: what a digest tells, in which revisions. The ledger keeps the number of the edition with
/// each outcome, so who was told which revision of an article is known for good.
final class Editions {

    static final int FIRST = 1;
    static final int NONE = 0;

    /// An alert that a digest tells, in a revision of its article.
    record Entry(AlertId item, long article, int revision) {}

    private Editions() {}

    static void first(Handle tx, AlertId digest, Set<AlertId> items) {
        tx.createUpdate("""
                        insert into digest_edition (alert_id, number, item, article_id, revision)
                        select :digest, :number, a.id, r.id, r.revision
                          from alert a
                          join article r on r.id = a.article_id
                         where a.id = any(:items)
                        """)
                .bind("digest", digest.value())
                .bind("number", FIRST)
                .bindArray(
                        "items", Long.class, items.stream().map(AlertId::value).toList())
                .execute();
    }

    /// The number of the edition that is told now; none if it is no digest.
    static int latest(Handle tx, AlertId digest) {
        return tx.createQuery("""
                        select revision
                          from alert
                         where id = :digest
                           and kind = 'digest'
                        """)
                .bind("digest", digest.value())
                .mapTo(Integer.class)
                .findOne()
                .orElse(NONE);
    }

    static List<Entry> entries(Handle tx, AlertId digest, int number) {
        return tx.createQuery("""
                        select item, article_id, revision
                          from digest_edition
                         where alert_id = :digest
                           and number = :number
                         order by item
                        """)
                .bind("digest", digest.value())
                .bind("number", number)
                .map((row, _) ->
                        new Entry(new AlertId(row.getLong("item")), row.getLong("article_id"), row.getInt("revision")))
                .list();
    }

    /// Editions of a digest that told of an article in an old revision.
    record Older(AlertId digest, AlertId item, List<Integer> editions) {}

    static List<Older> olderThan(Handle tx, ArticleId article, int revision) {
        return tx.createQuery("""
                        select alert_id, item, array_agg(number) as numbers
                          from digest_edition
                         where article_id = :article
                           and revision < :revision
                         group by alert_id, item
                        """)
                .bind("article", article.value())
                .bind("revision", revision)
                .map((row, _) -> new Older(
                        new AlertId(row.getLong("alert_id")), new AlertId(row.getLong("item")), List.of((Integer[])
                                row.getArray("numbers").getArray())))
                .list();
    }

    /// Those of the digests in which an article has changed, or was killed or stopped, since their last edition.
    static List<AlertId> outdated(Handle tx, Collection<AlertId> digests) {
        return tx.createQuery("""
                        select distinct e.alert_id
                          from alert d
                          join digest_edition e on e.alert_id = d.id and e.number = d.revision
                          join alert a on a.id = e.item
                          join article r on r.id = e.article_id
                         where d.id = any(:digests)
                           and (r.revision <> e.revision or r.state <> 'published' or a.stopped_at is not null)
                        """)
                .bindArray(
                        "digests",
                        Long.class,
                        digests.stream().map(AlertId::value).toList())
                .mapTo(Long.class)
                .map(AlertId::new)
                .list();
    }

    /// A new edition: the articles of the last one, as they are now, without those that were killed or stopped. Of
    /// two nodes that make one at once the second finds that it is made.
    static void renew(Handle tx, AlertId digest) {
        int last = DigestAlerts.lockEdition(tx, digest);
        if (!outdated(tx, List.of(digest)).contains(digest)) {
            return;
        }
        tx.createUpdate("""
                        insert into digest_edition (alert_id, number, item, article_id, revision)
                        select e.alert_id, e.number + 1, e.item, e.article_id, r.revision
                          from digest_edition e
                          join alert a on a.id = e.item
                          join article r on r.id = e.article_id
                         where e.alert_id = :digest
                           and e.number = :last
                           and r.state = 'published'
                           and a.stopped_at is null
                        """).bind("digest", digest.value()).bind("last", last).execute();
        DigestAlerts.raiseEdition(tx, digest, last + 1);
    }
}
