package depesche.feed.activity;

import depesche.account.Secrets;
import depesche.article.ArticleId;
import depesche.config.Settings;
import depesche.db.Database;
import depesche.db.Notices;
import depesche.feed.activity.NextStep.Current;
import depesche.feed.errand.Carrying;
import depesche.feed.errand.Claim;
import depesche.feed.errand.Errand;
import depesche.feed.errand.Lane;
import depesche.net.Posted;
import depesche.net.Poster;
import depesche.net.signature.SigningKey;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/// What is due at other servers: to tell them of articles, and to answer who follows.
public final class ActivityCarrying implements AutoCloseable {

    private static final int SLOTS_OF_TELLING = 48;

    /// Anybody can make us answer; that takes no more.
    private static final int SLOTS_OF_ANSWERS = 16;

    private final Database db;
    private final Poster poster;
    private final Actors actors;
    private final NextStep steps;
    private final ActorKeys keys;
    private final Telling telling;
    private final Answering answering;
    private final Carrying carrying;

    /// What it is made of.
    public record Parts(Settings settings, Database db, Secrets secrets, String node, Poster poster) {}

    public ActivityCarrying(Parts parts, InstantSource clock) {
        var addresses = new Addresses(parts.settings());
        this.db = parts.db();
        this.poster = parts.poster();
        this.actors = new Actors(parts.settings());
        this.steps = new NextStep(addresses, actors.paper(), key -> db.inSnapshot(tx -> actors.byKey(tx, key)));
        this.keys = new ActorKeys(parts.secrets(), addresses);
        var delivering = new Delivering(poster, keys, clock);
        this.telling = new Telling(db, delivering, clock);
        this.answering = new Answering(db, actors, new Activities(addresses, actors.paper()), delivering, clock);
        String node = parts.node();
        this.carrying = new Carrying(
                new Carrying.Whose("activity", node),
                db,
                tx -> {
                    Followers.giveBack(tx, node);
                    Tellings.giveBack(tx, node);
                },
                List.of(new Lane(SLOTS_OF_TELLING, this::tellings), new Lane(SLOTS_OF_ANSWERS, this::answers)),
                clock);
    }

    /// Hears at once of what is due on any node. Before [Notices#start].
    public void listen(Notices notices) {
        notices.listen(ActivityNews.NOTICE, _ -> wake(), this::wake);
    }

    /// With which the paper signs its questions.
    public SigningKey paperKey() {
        return keys.of(actors.paper());
    }

    public void start() {
        poster.start();
        carrying.start();
    }

    /// Looks at once. Without being told it looks once a second.
    public void wake() {
        carrying.wake();
    }

    /// Articles are read once for all of them, after all was claimed, so that nothing claimed is missing in them.
    private List<Errand> tellings(Claim claim) {
        Map<ArticleId, Optional<Current>> articles = new ConcurrentHashMap<>();
        return db.write(tx -> Tellings.claim(tx, claim)).stream()
                .<Errand>map(due -> new ToTell(due, articles))
                .toList();
    }

    private List<Errand> answers(Claim claim) {
        return db.write(tx -> Followers.claim(tx, claim)).stream()
                .<Errand>map(ToAnswer::new)
                .toList();
    }

    private Optional<Current> current(ArticleId id) {
        return db.inSnapshot(tx ->
                ToldArticles.byId(tx, id).map(article -> new Current(article, telling(tx, article))));
    }

    private Map<String, Actor> telling(Handle tx, ToldArticles.Told article) {
        Map<String, Actor> telling = new HashMap<>();
        for (String key : actors.tellingOf(tx, article.id(), article.topics())) {
            actors.byKey(tx, key).ifPresent(actor -> telling.put(key, actor));
        }
        return telling;
    }

    private final class ToTell implements Errand {

        private final Due.Tell due;
        private final Map<ArticleId, Optional<Current>> articles;

        private ToTell(Due.Tell due, Map<ArticleId, Optional<Current>> articles) {
            this.due = due;
            this.articles = articles;
        }

        @Override
        public String origin() {
            return due.to().origin();
        }

        @Override
        public Optional<Posted> carry() {
            Optional<Current> current = articles.computeIfAbsent(due.article(), ActivityCarrying.this::current);
            if (due.isSkipped() || current.isEmpty()) {
                telling.rest(due);
                return Optional.empty();
            }
            return telling.carry(due, steps.of(due, current.get()));
        }
    }

    /// What it answers says nothing of how it takes what it is told: anybody can send us to any server.
    private final class ToAnswer implements Errand {

        private final Due.Answer due;

        private ToAnswer(Due.Answer due) {
            this.due = due;
        }

        @Override
        public String origin() {
            return due.to().origin();
        }

        @Override
        public Optional<Posted> carry() {
            answering.carry(due);
            return Optional.empty();
        }
    }

    /// Ends in order: what is under way gets its answer.
    @Override
    public void close() {
        carrying.close();
        poster.close();
    }
}
