package depesche.alert;

import depesche.account.Actor;
import depesche.alert.Alert.Lane;
import depesche.article.Article;
import depesche.article.ArticleId;
import depesche.db.Database;
import depesche.db.Notices;
import depesche.follow.Subject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// The table `alert`, and what the desk may do with an alert that is on its way: hold, release, stop. Every node
/// hears of it by notice, and looks by itself several times a second while it carries one.
public final class Alerts {

    /// The notice that says which alert was held, released or stopped.
    public static final String NOTICE = "alert";

    private static final Logger LOG = System.getLogger(Alerts.class.getName());

    private final Database db;
    private final InstantSource clock;

    public Alerts(Database db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    public Optional<Alert> byId(AlertId id) {
        return db.read(handle -> byId(handle, id));
    }

    /// The alerts of an article, the first first.
    public List<Alert> ofArticle(ArticleId article) {
        return db.read(handle -> ofArticle(handle, article));
    }

    /// As above, in the caller's snapshot.
    public static List<Alert> ofArticle(Handle tx, ArticleId article) {
        return tx.createQuery("""
                        select id, article_id, kind, lane, occasion, revision, subjects, searches, stories, authors,
                               created_at, due_at, not_after, planned_at, planned, in_digest, held_at, stopped_at
                          from alert
                         where article_id = :article
                         order by id
                        """)
                .bind("article", article.value())
                .map((row, _) -> alert(row))
                .list();
    }

    /// Ends the alert for good: what waits is withdrawn. False if there is no such alert.
    public boolean stop(AlertId id, Actor by) {
        return change(id, by, "stopped", tx -> tx.createUpdate("""
                        update alert
                           set stopped_at = coalesce(stopped_at, :now)
                         where id = :id
                        """).bind("now", clock.instant()));
    }

    /// Nothing more of it is sent until it is released. False if there is no such alert.
    public boolean hold(AlertId id, Actor by) {
        return change(id, by, "held", tx -> tx.createUpdate("""
                        update alert
                           set held_at = coalesce(held_at, :now)
                         where id = :id
                        """).bind("now", clock.instant()));
    }

    /// Undoes a hold; a stop stays. False if there is no such alert.
    public boolean release(AlertId id, Actor by) {
        return change(id, by, "released", tx -> tx.createUpdate("""
                        update alert
                           set held_at = null
                         where id = :id
                        """));
    }

    private boolean change(AlertId id, Actor by, String what, Function<Handle, Update> update) {
        boolean found = db.write(tx -> {
            int rows = update.apply(tx).bind("id", id.value()).execute();
            Notices.tell(tx, NOTICE, id.toString());
            return rows > 0;
        });
        if (found) {
            LOG.log(Level.INFO, "alert." + what + " alert=" + id + " by=" + by.name());
        }
        return found;
    }

    /// How these alerts stand, and in which revision they are told, a digest in which edition. An alert whose article
    /// is public no more counts as stopped, but for the one that says so.
    public Map<AlertId, Current> current(Collection<AlertId> ids) {
        var current = new HashMap<AlertId, Current>();
        db.read(handle -> handle.createQuery("""
                        select a.id, coalesce(a.held_at, n.held_since) as held_at,
                               coalesce(r.revision, a.revision) as revision,
                               case when r.state <> 'published' and a.kind <> 'withdrawal'
                                    then coalesce(a.stopped_at, r.changed_at)
                                    else a.stopped_at
                                end as stopped_at
                          from alert a
                          left join article r on r.id = a.article_id
                         cross join newsroom n
                         where a.id = any(:ids)
                        """)
                .bindArray("ids", Long.class, ids.stream().map(AlertId::value).toList())
                .map((row, _) ->
                        current.put(new AlertId(row.getLong("id")), new Current(standing(row), row.getInt("revision"))))
                .list());
        return current;
    }

    private static Standing standing(ResultSet row) throws SQLException {
        if (row.getObject("stopped_at") != null) {
            return Standing.STOPPED;
        }
        return row.getObject("held_at") != null ? Standing.HELD : Standing.GOING;
    }

    public static Optional<Alert> byId(Handle tx, AlertId id) {
        return tx.createQuery("""
                        select id, article_id, kind, lane, occasion, revision, subjects, searches, stories, authors,
                               created_at, due_at, not_after, planned_at, planned, in_digest, held_at, stopped_at
                          from alert
                         where id = :id
                        """)
                .bind("id", id.value())
                .map((row, _) -> alert(row))
                .findOne();
    }

    /// Locks an alert that is not planned yet; empty if it is.
    static Optional<Alert> unplanned(Handle tx, AlertId id) {
        return tx.createQuery("""
                        select id, article_id, kind, lane, occasion, revision, subjects, searches, stories, authors,
                               created_at, due_at, not_after, planned_at, planned, in_digest, held_at, stopped_at
                          from alert
                         where id = :id
                           and planned_at is null
                           for update
                        """)
                .bind("id", id.value())
                .map((row, _) -> alert(row))
                .findOne();
    }

    /// The alert of this occasion; empty if there was one before.
    static Optional<AlertId> open(Handle tx, Article article, Occasion occasion, Instant now) {
        return AlertSubjects.bind(tx.createQuery("""
                        insert into alert (article_id, kind, occasion, revision, subjects, searches, stories, authors,
                                           lane, created_at, due_at, not_after, not_after_is_fixed)
                        values (:article, :kind, :occasion, :revision, :subjects, :searches, :stories, :authors,
                                :lane, :now, :due, :notAfter, :isFixed)
                            on conflict (article_id, kind, occasion) do nothing
                        returning id
                        """), occasion.subjects())
                .bind("article", article.id().value())
                .bind("kind", occasion.kind().word())
                .bind("occasion", occasion.number())
                .bind("revision", occasion.revision())
                .bind("lane", (article.revision().breaking() ? Lane.BREAKING : Lane.INSTANT).number())
                .bind("now", now)
                .bind("due", occasion.dueAt())
                .bind("notAfter", occasion.deadline().after(occasion.dueAt()))
                .bind("isFixed", occasion.deadline().isFixed())
                .mapTo(Long.class)
                .findOne()
                .map(AlertId::new);
    }

    /// Ends every alert of an article for good, in the transaction that kills it.
    static void stopAll(Handle tx, ArticleId article, Instant now) {
        tx.createQuery("""
                        update alert
                           set stopped_at = coalesce(stopped_at, :now)
                         where article_id = :article
                        returning id
                        """)
                .bind("now", now)
                .bind("article", article.value())
                .mapTo(Long.class)
                .forEach(id -> Notices.tell(tx, NOTICE, Long.toString(id)));
    }

    /// All that an article has fallen under whenever it was told.
    static Set<Subject> subjectsOf(Handle tx, ArticleId article) {
        return tx.createQuery("""
                        select 'topic' as kind, unnest(subjects) as id
                          from alert
                         where article_id = :article
                         union
                        select 'story', unnest(stories)
                          from alert
                         where article_id = :article
                         union
                        select 'author', unnest(authors)
                          from alert
                         where article_id = :article
                         union
                        select 'search', unnest(searches)
                          from alert
                         where article_id = :article
                        """)
                .bind("article", article.value())
                .map((row, _) -> Subject.stored(row.getString("kind"), row.getLong("id")))
                .set();
    }

    /// The first alert that told of the article; empty if it was published quietly.
    static Optional<AlertId> firstOf(Handle tx, ArticleId article) {
        return tx.createQuery("""
                        select id
                          from alert
                         where article_id = :article
                           and kind = 'new'
                         order by id
                         limit 1
                        """)
                .bind("article", article.value())
                .mapTo(Long.class)
                .findOne()
                .map(AlertId::new);
    }

    /// Which saved searches it falls under, found by whoever plans it.
    static void setSearches(Handle tx, AlertId id, Collection<Subject> searches) {
        AlertSubjects.bindSearches(tx.createUpdate("""
                        update alert
                           set searches = :searches
                         where id = :id
                        """), searches)
                .bind("id", id.value())
                .execute();
    }

    /// @param planned all who are told, those in digests too
    static void setPlanned(Handle tx, AlertId id, int planned, int inDigest, Instant now) {
        tx.createUpdate("""
                        update alert
                           set planned_at = :now,
                               planned = :planned,
                               in_digest = :inDigest
                         where id = :id
                        """)
                .bind("now", now)
                .bind("planned", planned)
                .bind("inDigest", inDigest)
                .bind("id", id.value())
                .execute();
    }

    private static Alert alert(ResultSet row) throws SQLException {
        return new Alert(
                new AlertId(row.getLong("id")),
                Optional.ofNullable(row.getObject("article_id", Long.class)).map(ArticleId::new),
                Alert.Kind.of(row.getString("kind")),
                Lane.of(row.getInt("lane")),
                row.getInt("occasion"),
                row.getInt("revision"),
                AlertSubjects.read(row),
                instant(row, "created_at").orElseThrow(),
                instant(row, "due_at").orElseThrow(),
                instant(row, "not_after").orElseThrow(),
                instant(row, "planned_at"),
                row.getInt("planned"),
                row.getInt("in_digest"),
                instant(row, "held_at"),
                instant(row, "stopped_at"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
