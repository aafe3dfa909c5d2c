package depesche.delivery;

import depesche.account.Actor;
import depesche.account.LinkTokens;
import depesche.account.ReaderId;
import depesche.account.Readers;
import depesche.account.Role;
import depesche.account.Secrets;
import depesche.account.Suppression;
import depesche.alert.Alert;
import depesche.alert.AlertId;
import depesche.alert.Alerts;
import depesche.alert.Announcing;
import depesche.alert.Audience;
import depesche.alert.PlanAlert;
import depesche.alert.PlanRetelling;
import depesche.alert.Planning;
import depesche.alert.Reach;
import depesche.alert.Receivers;
import depesche.alert.Retelling;
import depesche.alert.RetellingPlan;
import depesche.alert.Retold;
import depesche.article.Amending;
import depesche.article.Amendment;
import depesche.article.Archive;
import depesche.article.Article;
import depesche.article.ArticleId;
import depesche.article.ArticlePages;
import depesche.article.Publishing;
import depesche.article.SaveResult;
import depesche.article.Submission;
import depesche.article.Writing;
import depesche.channel.ChannelKind;
import depesche.db.Database;
import depesche.delivery.Delivering.Limits;
import depesche.delivery.Delivering.Outgoing;
import depesche.delivery.email.DeliveryToken;
import depesche.delivery.email.Letters;
import depesche.delivery.email.Sender;
import depesche.delivery.ledger.Carried;
import depesche.delivery.ledger.CarriedInDigests;
import depesche.delivery.ledger.Leases;
import depesche.digest.Closing;
import depesche.follow.Cadence;
import depesche.follow.FollowIndex;
import depesche.follow.ReaderWish;
import depesche.follow.Wishing;
import depesche.job.JobRunner;
import depesche.job.Jobs;
import depesche.mail.MailRoute;
import depesche.mail.message.Dkim;
import depesche.mail.message.RsaDkimKey;
import depesche.mail.smtp.SmtpClient;
import depesche.search.saved.Matching;
import depesche.testing.SmtpSink;
import depesche.testing.TestClock;
import depesche.testing.TestDatabase;
import depesche.testing.Waiting;
import depesche.topic.NewTopic;
import depesche.topic.TopicMaking;
import depesche.web.PageChanges;
import depesche.web.PageStore;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// The newsroom of *The Lantern*: publishes to followers, and carries the alerts on as many nodes as a test starts.
final class Lantern implements AutoCloseable {

    static final Actor ADA = new Actor("Ada", Role.EDITOR);

    private final Database db;
    private final TestClock clock = TestClock.at("2026-03-01T08:00:00Z");
    private final Jobs jobs = new Jobs(clock);
    private final JobRunner runner;
    private final Writing writing;
    private final Announcing announcing;
    private final Retelling retelling;
    private final RetellingPlan retellingPlan;
    private final TopicMaking topics;
    private final Closing closing;
    private final Letters letters;
    private final Readers readers;
    private FollowIndex index;
    private final List<Delivering> nodes = new ArrayList<>();

    private Lantern(TestDatabase database, Duration grace) {
        db = database.database();
        index = new FollowIndex(db);
        runner = new JobRunner(db, database.pool().dataSource(), jobs, clock, "lantern");
        var changes = new PageChanges(db, new PageStore(1_000_000, clock));
        var pages = new ArticlePages(changes, () -> ZoneId.of("Europe/Berlin"));
        writing = new Writing(db, pages, jobs, () -> Locale.GERMAN, clock);
        announcing = new Announcing(db, new Publishing(pages, clock), jobs, grace, clock);
        retelling = new Retelling(new Amending(writing, pages, clock), announcing, jobs, grace, clock);
        topics = new TopicMaking(db, changes, clock);
        var secrets = new Secrets(db);
        readers = Readers.of(secrets);
        var sender = new Sender(
                () -> "The Lantern", "news@lantern.example", "lantern.example", URI.create("https://lantern.example"));
        var dkim = new Dkim(
                "lantern.example",
                "depesche",
                RsaDkimKey.ofPkcs8(
                        secrets.keep("dkim", () -> RsaDkimKey.generate().pkcs8())));
        letters = Letters.signed(sender, LinkTokens.of(secrets), DeliveryToken.of(secrets), List.of(dkim));
        BiConsumer<Handle, AlertId> opening = (tx, alert) -> Leases.open(tx, alert.value());
        var planning = new Planning(db, new FollowIndex(db), new Matching(), opening, clock);
        runner.on(PlanAlert.class, planning::plan);
        retellingPlan = new RetellingPlan(
                db,
                new FollowIndex(db),
                new Receivers(List.of(new Carried(db), new CarriedInDigests(db))),
                jobs,
                opening,
                clock);
        runner.on(PlanRetelling.class, retellingPlan::plan);
        closing = new Closing(db, new FollowIndex(db), opening, clock);
    }

    static Lantern open(TestDatabase database) {
        return new Lantern(database, Duration.ZERO);
    }

    static Lantern withGrace(TestDatabase database, Duration grace) {
        return new Lantern(database, grace);
    }

    TestClock clock() {
        return clock;
    }

    Database db() {
        return db;
    }

    Alerts alerts() {
        return new Alerts(db, clock);
    }

    Lantern topic(String slug, String german, String english, String parent) {
        topics.make(new NewTopic(
                slug,
                Map.of("de", german, "en", english),
                List.of(),
                Optional.of(parent).filter(it -> !it.isEmpty())));
        return this;
    }

    /// A confirmed reader who follows these topics.
    ReaderId reader(String email, String language, String... follows) {
        int id = db.write(tx -> tx.createQuery("""
                        insert into reader (email, language, time_zone, created_at)
                        values (:email, :language, 'Europe/Berlin', :now)
                        returning id
                        """)
                .bind("email", email)
                .bind("now", clock.instant())
                .bind("language", language)
                .mapTo(Integer.class)
                .one());
        for (String topic : follows) {
            follow(tx -> "select " + id, topic);
        }
        return new ReaderId(id);
    }

    /// So many readers `NAME1@reader.example`, `NAME2@…` of one topic.
    Lantern crowd(String name, int count, String topic) {
        return crowd(name, "reader.example", count, topic);
    }

    Lantern crowd(String name, String domain, int count, String topic) {
        db.change(tx -> tx.createUpdate("""
                        insert into reader (email, language, time_zone, created_at)
                        select :name || n || '@' || :domain, 'de', 'Europe/Berlin', :now
                          from generate_series(1, :count) n
                        """)
                .bind("name", name)
                .bind("domain", domain)
                .bind("now", clock.instant())
                .bind("count", count)
                .execute());
        follow(tx -> "select id from reader where email like '" + name + "%'", topic);
        return this;
    }

    private void follow(Function<Handle, String> whom, String topic) {
        db.change(tx -> tx.createUpdate("""
                        insert into follow (kind, subject_id, reader_id, cadence, since)
                        select 'topic', t.id, r.id, 'instant', now()
                          from topic t, (%s) r (id)
                         where t.slug = :topic
                        """.formatted(whom.apply(tx)))
                .bind("topic", topic)
                .execute());
    }

    /// Follows in this cadence from now on.
    void follow(ReaderId reader, String topic, Cadence cadence) {
        db.change(tx -> tx.createUpdate("""
                        insert into follow (kind, subject_id, reader_id, cadence, since)
                        select 'topic', id, :reader, :cadence, now()
                          from topic
                         where slug = :topic
                            on conflict (kind, subject_id, reader_id) do update
                           set cadence = excluded.cadence, ended_at = null
                        """)
                .bind("reader", reader.value())
                .bind("cadence", cadence.word())
                .bind("topic", topic)
                .execute());
    }

    void wishes(ReaderId reader, ReaderWish wish, ZoneId zone) {
        if (!new Wishing(db, readers).keep(reader, wish, zone, Map.of())) {
            throw new AssertionError(reader);
        }
    }

    /// Takes mail, or a push and no mail.
    void mailed(ReaderId reader, boolean isMailed) {
        db.change(tx -> {
            tx.execute("delete from channel where reader_id = " + reader.value());
            tx.execute("""
                    insert into channel (reader_id, kind, endpoint, keys, created_at, disabled_at, disabled_why)
                    values (%1$d, 'email', '', '', now(), %2$s, %3$s),
                           (%1$d, 'push', 'https://push.example/%1$d', 'k', now(), %4$s, %5$s)
                    """.formatted(
                            reader.value(),
                            isMailed ? "null" : "now()",
                            isMailed ? "null" : "'chosen'",
                            isMailed ? "now()" : "null",
                            isMailed ? "'gone'" : "null"));
        });
    }

    /// Leaves one topic.
    void leave(ReaderId reader, String topic) {
        db.change(tx -> tx.createUpdate("""
                        update follow f
                           set ended_at = now()
                          from topic t
                         where t.id = f.subject_id
                           and f.kind = 'topic'
                           and t.slug = :topic
                           and f.reader_id = :reader
                        """)
                .bind("topic", topic)
                .bind("reader", reader.value())
                .execute());
    }

    void suppress(ReaderId reader) {
        suppress(reader, Suppression.Why.COMPLAINED);
    }

    void suppress(ReaderId reader, Suppression.Why why) {
        db.change(tx -> tx.createUpdate("""
                        update reader
                           set suppressed_at = now(),
                               suppressed_why = :why
                         where id = :id
                        """)
                .bind("id", reader.value())
                .bind("why", why.word())
                .execute());
    }

    void unfollow(ReaderId reader) {
        db.change(tx -> tx.createUpdate("update follow set ended_at = now() where reader_id = :reader")
                .bind("reader", reader.value())
                .execute());
    }

    /// Whether the last node knows that these readers want no more mail.
    boolean hears(AlertId alert, ReaderId unfollowed, ReaderId silenced) {
        var view = index.view();
        var subjects = alerts().byId(alert).orElseThrow().subjects();
        return view.isSilenced(ChannelKind.EMAIL, silenced) && !view.isWanted(unfollowed, subjects);
    }

    /// Whether the nodes have heard that the reader is told on no channel.
    boolean isSilenced(ReaderId reader) {
        return index.view().isSilenced(ChannelKind.PUSH, reader);
    }

    /// Whether a node holds a slice of the alert.
    boolean isClaimed(AlertId alert) {
        return isAnyLease(alert, "node is not null");
    }

    /// Whether a node tells of the article in this revision or a later one.
    boolean hasHeard(AlertId alert, int revision) {
        return isAnyLease(alert, "node is not null and revision >= " + revision);
    }

    /// Whether a slice of the alert could be claimed now, or is in somebody's hand.
    boolean isDueOrHeld(AlertId alert) {
        return isAnyLease(
                alert, "ended_at is null and (node is not null or due_at <= '" + clock.instant() + "'::timestamptz)");
    }

    private boolean isAnyLease(AlertId alert, String condition) {
        return db.read(handle -> handle.createQuery(
                        "select exists (select 1 from slice_lease where alert_id = :alert and " + condition + ")")
                .bind("alert", alert.value())
                .mapTo(Boolean.class)
                .one());
    }

    ArticleId article(String headline, String... slugs) {
        return saved(writing.create(submission(headline, false, slugs), ADA));
    }

    ArticleId breaking(String headline, String... slugs) {
        return saved(writing.create(submission(headline, true, slugs), ADA));
    }

    ArticleId article(Submission text) {
        return saved(writing.create(text, ADA));
    }

    /// A minor edit: another headline, the same topics.
    void edit(ArticleId article, String headline, String... slugs) {
        saved(writing.edit(article, OptionalInt.empty(), submission(headline, false, slugs), ADA));
    }

    private static ArticleId saved(SaveResult result) {
        return switch (result) {
            case SaveResult.Saved(Article saved, var _) -> saved.id();
            case SaveResult other -> throw new AssertionError(other);
        };
    }

    static Submission text(String headline, String... slugs) {
        return submission(headline, false, slugs);
    }

    private static Submission submission(String headline, boolean isBreaking, String... slugs) {
        return Naming.text(headline, isBreaking, List.of("Tom"), Optional.empty(), slugs);
    }

    /// Amends a published article; its alert is planned by [#awaitPlanned].
    AlertId amend(ArticleId article, Amendment amendment) {
        Retold retold = db.write(tx -> retelling.amend(tx, article, amendment, ADA));
        return retold.alert().orElseThrow(() -> new AssertionError(retold.result()));
    }

    /// Plans what may be planned now, and tells whether that was this alert.
    boolean planned(AlertId alert) {
        clock.advance(Duration.ofSeconds(1));
        plan();
        return alerts().byId(alert).orElseThrow().plannedAt().isPresent();
    }

    void awaitPlanned(AlertId alert) {
        Waiting.until("alert " + alert + " planned", () -> planned(alert));
    }

    /// How many would be told of a correction made now.
    int reachAgain(ArticleId article) {
        var current = db.read(tx -> Archive.byId(tx, article)).orElseThrow();
        return retellingPlan.reach(current, Alert.Kind.CORRECTION);
    }

    Reach.Estimate reach(ArticleId article) {
        return new Reach(db, new FollowIndex(db), new Matching(), () -> 100, clock)
                .of(article)
                .orElseThrow();
    }

    Announcing announcing() {
        return announcing;
    }

    /// Publishes, and plans the alert.
    AlertId publish(ArticleId article) {
        AlertId alert = announcing.publish(article).alert().orElseThrow();
        plan();
        return alert;
    }

    AlertId publish(String headline, String... slugs) {
        return publish(article(headline, slugs));
    }

    /// Closes the windows whose end has come; gives the digest that was planned last.
    AlertId closeDigests() {
        closing.closeWhatIsDue();
        nodes.forEach(Delivering::wake);
        return db.read(tx -> tx.createQuery("select coalesce(max(alert_id), 0) from digest")
                .mapTo(Long.class)
                .map(AlertId::new)
                .one());
    }

    /// As a kill leaves it.
    void kill(ArticleId article) {
        db.change(tx -> tx.createUpdate("""
                        update article
                           set state = 'killed', killed_at = now(), kill_reason = 'wrong'
                         where id = :id
                        """).bind("id", article.value()).execute());
    }

    void plan() {
        runner.settle();
        nodes.forEach(Delivering::wake);
    }

    /// A node that sends to the sink over so many connections.
    Delivering node(SmtpSink sink, int connections) {
        return node(new SmtpClient(sink.server(), "lantern.example"), connections);
    }

    Delivering node(MailRoute route, int connections) {
        return node(db, route, connections);
    }

    Delivering node(Database on, MailRoute route, int connections) {
        return node("node-" + nodes.size(), on, route, connections);
    }

    Delivering node(String name, Database on, MailRoute route, int connections) {
        return node(name, on, route, Limits.of(connections, Optional.empty()));
    }

    /// A node that sends so many mails a second.
    Delivering pacedNode(SmtpSink sink, int connections, int messagesPerSecond) {
        var route = new SmtpClient(sink.server(), "lantern.example");
        return node("node-" + nodes.size(), db, route, Limits.of(connections, Optional.of(messagesPerSecond)));
    }

    private Delivering node(String name, Database on, MailRoute route, Limits limits) {
        index = new FollowIndex(on);
        var node = new Delivering(
                on, name, new Audience(on, index, clock), new Outgoing(route, letters, readers), limits, clock);
        nodes.add(node);
        node.start();
        return node;
    }

    Progress.Report progress(AlertId alert) {
        return new Progress(db).of(alert).orElseThrow();
    }

    List<Deliveries.Item> deliveries(AlertId alert) {
        return deliveries(db, alert);
    }

    static List<Deliveries.Item> deliveries(Database db, AlertId alert) {
        var items = new ArrayList<Deliveries.Item>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            var page = new Deliveries(db).page(alert, cursor.get()).orElseThrow();
            items.addAll(page.items());
            cursor = page.next();
        }
        return items;
    }

    Progress.Report awaitDone(AlertId alert) {
        Waiting.whileItMoves(
                "alert " + alert + " done",
                () -> progress(alert).counts().hashCode(),
                () -> progress(alert).counts().open() == 0);
        return progress(alert);
    }

    @Override
    public void close() {
        nodes.forEach(Delivering::close);
    }
}
