package depesche.backup;

import depesche.db.Database;
import depesche.delivery.ledger.Tally;
import depesche.epoch.Epochs;
import depesche.epoch.Hold;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// How a newsroom that holds all sends goes on: with what was due, or without it.
public final class Resuming {

    private static final Logger LOG = System.getLogger(Resuming.class.getName());

    private final Database db;

    public Resuming(Database db) {
        this.db = db;
    }

    /// What becomes of what was due.
    public enum Choice {
        /// It is sent. What was sent in a life that is not remembered here goes out a second time.
        SEND,
        /// It is not sent. What was not sent in that life either is never sent.
        SKIP
    }

    /// A hold and what waits in it.
    ///
    /// @param alerts that are not over, or not planned yet
    /// @param messages of them that are known to wait
    /// @param articles that would be published now with an alert
    /// @param confirmations that readers wait for
    public record Held(Hold hold, int alerts, long messages, int articles, int confirmations) {}

    public Optional<Hold> hold() {
        return db.read(Epochs::hold);
    }

    /// Empty while nothing is held.
    public Optional<Held> held() {
        return db.inSnapshot(tx -> Epochs.hold(tx).map(hold -> held(tx, hold)));
    }

    /// Ends a hold. A later one stays: it is another decision.
    public void resume(Hold hold, Choice choice) {
        db.change(tx -> {
            switch (choice) {
                case SEND -> Epochs.send(tx, hold);
                case SKIP -> Epochs.skip(tx, hold);
            }
        });
        LOG.log(Level.INFO, "epoch.resumed choice=" + choice + " heldSince=" + hold.since());
    }

    private static Held held(Handle tx, Hold hold) {
        var open = tx.createQuery("""
                        select a.id
                          from alert a
                         where a.due_at <= :since
                           and a.stopped_at is null
                           and (a.planned_at is null
                                or exists (
                                   select
                                     from slice_lease l
                                    where l.alert_id = a.id
                                      and l.ended_at is null))
                        """)
                .bind("since", hold.since())
                .mapTo(Long.class)
                .list();
        long messages = open.stream()
                .mapToLong(alert -> Tally.of(tx, alert).counts().open())
                .sum();
        return new Held(hold, open.size(), messages, articles(tx, hold.since()), confirmations(tx, hold.since()));
    }

    static int articles(Handle tx, Instant since) {
        return tx.createQuery("""
                        select count(*)
                          from article
                         where state = 'scheduled'
                           and alert_at_publish
                           and publish_at <= :since
                        """).bind("since", since).mapTo(Integer.class).one();
    }

    static int confirmations(Handle tx, Instant since) {
        return tx.createQuery("""
                        select count(*)
                          from follow_request f
                          join newsroom n on f.asked_at > coalesce(n.skipped_through, '-infinity')
                         where f.sent_at is null
                           and f.confirmed_at is null
                           and f.asked_at <= :since
                           and f.expires_at > :since
                        """).bind("since", since).mapTo(Integer.class).one();
    }
}
