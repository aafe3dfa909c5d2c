package depesche.feed.hub;

import depesche.config.Settings;
import depesche.db.Database;
import depesche.db.Notices;
import depesche.feed.PublishedFeeds;
import depesche.feed.errand.Carrying;
import depesche.feed.errand.Claim;
import depesche.feed.errand.Errand;
import depesche.feed.errand.Lane;
import depesche.net.Posted;
import depesche.net.Poster;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What is due at the subscribers' servers: to tell them of a feed, and to ask who wants to be told.
public final class HubCarrying implements AutoCloseable {

    private static final int SLOTS_OF_TELLING = 48;

    /// What anybody can ask of us takes no more: who is a subscriber does not wait for strangers.
    private static final int SLOTS_OF_QUESTIONS = 16;

    private final Database db;
    private final Poster poster;
    private final PublishedFeeds feeds;
    private final Verifying verifying;
    private final Telling telling;
    private final Carrying carrying;

    public HubCarrying(Settings settings, Database db, String node, Poster poster, InstantSource clock) {
        String site = PublishedFeeds.site(settings);
        this.db = db;
        this.poster = poster;
        this.feeds = new PublishedFeeds(settings);
        this.verifying = new Verifying(db, feeds, site, clock);
        this.telling = new Telling(db, site, clock);
        this.carrying = new Carrying(
                new Carrying.Whose("hub", node),
                db,
                tx -> {
                    Intents.giveBack(tx, node);
                    Subscriptions.giveBack(tx, node);
                },
                List.of(new Lane(SLOTS_OF_TELLING, this::tellings), new Lane(SLOTS_OF_QUESTIONS, this::questions)),
                clock);
    }

    /// Hears at once of what is due on any node. Before [Notices#start].
    public void listen(Notices notices) {
        notices.listen(Hub.NOTICE, _ -> wake(), this::wake);
    }

    public void start() {
        poster.start();
        carrying.start();
    }

    /// Looks at once. Without being told it looks once a second.
    public void wake() {
        carrying.wake();
    }

    /// Feeds are read once for all of them, after all was claimed, so that nothing claimed is missing in them.
    private List<Errand> tellings(Claim claim) {
        Map<String, Optional<PublishedFeeds.Text>> texts = new ConcurrentHashMap<>();
        return db.write(tx -> Subscriptions.claim(tx, claim)).stream()
                .<Errand>map(due -> new ToTell(due, texts))
                .toList();
    }

    private List<Errand> questions(Claim claim) {
        return db.write(tx -> Intents.claim(tx, claim)).stream()
                .<Errand>map(ToAsk::new)
                .toList();
    }

    private final class ToTell implements Errand {

        private final Due.Tell due;
        private final Map<String, Optional<PublishedFeeds.Text>> texts;

        private ToTell(Due.Tell due, Map<String, Optional<PublishedFeeds.Text>> texts) {
            this.due = due;
            this.texts = texts;
        }

        @Override
        public String origin() {
            return due.callback().origin();
        }

        @Override
        public Optional<Posted> carry() {
            Optional<PublishedFeeds.Text> text =
                    texts.computeIfAbsent(due.feed(), feed -> db.inSnapshot(tx -> feeds.at(tx, feed)));
            if (text.isEmpty()) {
                telling.end(due, "no such feed");
                return Optional.empty();
            }
            return tell(text.get());
        }

        private Optional<Posted> tell(PublishedFeeds.Text text) {
            if (due.isSkipped()) {
                telling.skipped(due);
                return Optional.empty();
            }
            if (Telling.isKnown(due, text)) {
                telling.has(due, text);
                return Optional.empty();
            }
            Posted posted = poster.post(telling.post(due, text)).join();
            telling.answered(due, text, posted);
            return Optional.of(posted);
        }
    }

    /// What it answers says nothing of how it takes what it is told: anybody can send us to any server.
    private final class ToAsk implements Errand {

        private final Due.Verify due;

        private ToAsk(Due.Verify due) {
            this.due = due;
        }

        @Override
        public String origin() {
            return due.callback().origin();
        }

        @Override
        public Optional<Posted> carry() {
            if (due.isSkipped()) {
                verifying.dropped(due);
            } else {
                verifying.answered(due, poster.post(verifying.question(due)).join());
            }
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
