package depesche.feed.hub;

import depesche.config.Settings;
import depesche.db.Database;
import depesche.db.DatabaseUnavailable;
import depesche.db.Notices;
import depesche.feed.PublishedFeeds;
import depesche.net.Posted;
import depesche.net.Poster;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// Does what is due at the subscribers' servers, on any node. What was under way when a node died is done again by the
/// next, or by itself when it is back.
public final class HubCarrying implements AutoCloseable {

    private static final Logger LOG = System.getLogger(HubCarrying.class.getName());
    private static final int SLOTS = 64;

    /// Of these, what anybody can ask of us takes no more: who is a subscriber does not wait for strangers.
    private static final int SLOTS_OF_QUESTIONS = 16;

    private static final long IDLE_LOOK_MILLIS = 1_000;
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(10);

    private final Database db;
    private final String node;
    private final Poster poster;
    private final PublishedFeeds feeds;
    private final Verifying verifying;
    private final Telling telling;
    private final InstantSource clock;
    private final Servers servers;
    private final Semaphore news = new Semaphore(0);
    private final Phaser underWay = new Phaser(1);
    private final AtomicInteger questions = new AtomicInteger();
    private final Thread thread = Thread.ofVirtual().name("hub").unstarted(this::keep);
    private volatile boolean mayHaveLeftovers = true;
    private volatile boolean closed;

    public HubCarrying(Settings settings, Database db, String node, Poster poster, InstantSource clock) {
        String site = PublishedFeeds.site(settings);
        this.db = db;
        this.node = node;
        this.poster = poster;
        this.feeds = new PublishedFeeds(settings);
        this.verifying = new Verifying(db, feeds, site, clock);
        this.telling = new Telling(db, site, clock);
        this.clock = clock;
        this.servers = new Servers(clock);
    }

    /// Hears at once of what is due on any node. Before [Notices#start].
    public void listen(Notices notices) {
        notices.listen(Hub.NOTICE, _ -> wake(), this::wake);
    }

    public void start() {
        poster.start();
        thread.start();
    }

    /// Looks at once. Without being told it looks once a second.
    public void wake() {
        news.release();
    }

    private void keep() {
        while (awaitNews()) {
            try {
                look();
            } catch (DatabaseUnavailable away) {
                mayHaveLeftovers = true;
                LOG.log(Level.WARNING, "hub.waits why=" + away.getMessage());
            } catch (RuntimeException broken) {
                LOG.log(Level.ERROR, "hub.broken", broken);
            }
        }
    }

    /// False when closed.
    private boolean awaitNews() {
        try {
            boolean _ = news.tryAcquire(IDLE_LOOK_MILLIS, TimeUnit.MILLISECONDS);
            news.drainPermits();
            return !closed;
        } catch (InterruptedException _) {
            return false;
        }
    }

    private void look() {
        if (mayHaveLeftovers && servers.underWay() == 0) {
            db.change(tx -> {
                Intents.giveBack(tx, node);
                Subscriptions.giveBack(tx, node);
            });
            mayHaveLeftovers = false;
        }
        int asked = questions.get();
        int free = SLOTS - SLOTS_OF_QUESTIONS - (servers.underWay() - asked);
        if (free > 0) {
            Map<String, Optional<PublishedFeeds.Text>> texts = new ConcurrentHashMap<>();
            db.write(tx -> Subscriptions.claim(tx, claim(free))).forEach(tell -> begin(tell, texts));
        }
        if (asked < SLOTS_OF_QUESTIONS) {
            db.write(tx -> Intents.claim(tx, claim(SLOTS_OF_QUESTIONS - asked)))
                    .forEach(intent -> begin(intent, Map.of()));
        }
    }

    private Errand.Claim claim(int most) {
        return new Errand.Claim(node, most, servers.busy(), clock.instant());
    }

    /// Never more at one server than its share: it is entered before the next claim.
    private void begin(Errand errand, Map<String, Optional<PublishedFeeds.Text>> texts) {
        String origin = errand.callback().origin();
        int question = errand instanceof Errand.Verify ? 1 : 0;
        servers.enter(origin);
        questions.addAndGet(question);
        underWay.register();
        Thread.ofVirtual().name("hub-errand").start(() -> {
            Optional<Posted> posted = Optional.empty();
            try {
                posted = carry(errand, texts);
            } catch (RuntimeException broken) {
                mayHaveLeftovers = true;
                LOG.log(Level.WARNING, "hub.not-noted", broken);
            } finally {
                posted.ifPresentOrElse(it -> servers.leave(origin, it), () -> servers.leave(origin));
                questions.addAndGet(-question);
                underWay.arriveAndDeregister();
                wake();
            }
        });
    }

    /// @param texts feeds as they are after all of this look was claimed, so that nothing claimed is missing in them
    private Optional<Posted> carry(Errand errand, Map<String, Optional<PublishedFeeds.Text>> texts) {
        return switch (errand) {
            case Errand.Verify intent -> {
                verify(intent);
                yield Optional.empty();
            }
            case Errand.Tell tell -> {
                Optional<PublishedFeeds.Text> text =
                        texts.computeIfAbsent(tell.feed(), feed -> db.inSnapshot(tx -> feeds.at(tx, feed)));
                if (text.isEmpty()) {
                    telling.end(tell, "no such feed");
                    yield Optional.empty();
                }
                yield tell(tell, text.get());
            }
        };
    }

    /// What it answers says nothing of how it takes what it is told: anybody can send us to any server.
    private void verify(Errand.Verify intent) {
        if (intent.isSkipped()) {
            verifying.dropped(intent);
        } else {
            verifying.answered(intent, poster.post(verifying.question(intent)).join());
        }
    }

    private Optional<Posted> tell(Errand.Tell errand, PublishedFeeds.Text text) {
        if (errand.isSkipped()) {
            telling.skipped(errand);
            return Optional.empty();
        }
        if (Telling.isKnown(errand, text)) {
            telling.has(errand, text);
            return Optional.empty();
        }
        Posted posted = poster.post(telling.post(errand, text)).join();
        telling.answered(errand, text, posted);
        return Optional.of(posted);
    }

    /// Ends in order: what is under way gets its answer.
    @Override
    public void close() {
        closed = true;
        wake();
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join();
            }
            int phase = underWay.arriveAndDeregister();
            underWay.awaitAdvanceInterruptibly(phase, PATIENCE_AT_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException late) {
            LOG.log(Level.INFO, "hub.left underWay=" + servers.underWay());
        }
        poster.close();
    }
}
