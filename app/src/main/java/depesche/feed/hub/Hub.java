package depesche.feed.hub;

import depesche.config.Settings;
import depesche.db.Database;
import depesche.db.Notices;
import depesche.feed.PublishedFeeds;
import depesche.job.Jobs;
import depesche.web.NetworkLimit;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Takes what is asked of the hub, and hears what happens to feeds. [HubCarrying] does the rest.
public final class Hub {

    static final String NOTICE = "hub";

    private static final int MOST_WAITING = 10_000;
    private static final int MOST_WAITING_OF_ORIGIN = 50;
    private static final int MOST = 100_000;
    private static final int MOST_OF_ORIGIN = 1_000;
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int CHALLENGE_BYTES = 24;
    private static final int MOST_OF_ONE_NETWORK = 300;

    private final Database db;
    private final Jobs jobs;
    private final PublishedFeeds feeds;
    private final InstantSource clock;
    private final NetworkLimit limit;
    private final SecureRandom random = new SecureRandom();

    public Hub(Settings settings, Database db, Jobs jobs, InstantSource clock) {
        this.db = db;
        this.jobs = jobs;
        this.feeds = new PublishedFeeds(settings);
        this.clock = clock;
        this.limit = new NetworkLimit(clock, MOST_OF_ONE_NETWORK);
    }

    /// What became of what was asked.
    sealed interface Answer {}

    /// Who asked is going to be asked whether they did.
    record Taken() implements Answer {}

    record NoSuchFeed() implements Answer {}

    /// @param pause how long to wait before it is asked again
    record TooMany(Duration pause) implements Answer {}

    /// @param client from which network it is asked
    Answer ask(HubWish wish, String client) {
        Optional<Duration> wait = limit.count(client);
        if (wait.isPresent()) {
            return new TooMany(wait.get());
        }
        if (!PublishedFeeds.isPath(wish.feed())) {
            return new NoSuchFeed();
        }
        return db.write(tx -> ask(tx, wish));
    }

    private Answer ask(Handle tx, HubWish wish) {
        boolean isThere = Subscriptions.isThere(tx, wish);
        if (wish.mode() == Mode.UNSUBSCRIBE && !isThere && !Intents.isThere(tx, wish)) {
            // Whoever subscribed to nothing is told nothing already, and need not be asked.
            return new Taken();
        }
        if (wish.mode() == Mode.SUBSCRIBE && feeds.key(tx, wish.feed()).isEmpty()) {
            return new NoSuchFeed();
        }
        if (isTooMuch(tx, wish, isThere)) {
            return new TooMany(PAUSE);
        }
        Intents.put(tx, wish, challenge(), clock.instant());
        Notices.tell(tx, NOTICE, "");
        return new Taken();
    }

    /// Nobody makes us ask another's server without end, and nobody takes all the room. Who is a subscriber may stay.
    private static boolean isTooMuch(Handle tx, HubWish wish, boolean isThere) {
        String origin = wish.callback().origin();
        if (Intents.countUpTo(tx, MOST_WAITING_OF_ORIGIN, origin) == MOST_WAITING_OF_ORIGIN) {
            return true;
        }
        return !isThere
                && (Intents.countUpTo(tx, MOST_WAITING) == MOST_WAITING
                        || Subscriptions.countUpTo(tx, MOST_OF_ORIGIN, origin) == MOST_OF_ORIGIN
                        || Subscriptions.countUpTo(tx, MOST) == MOST);
    }

    private String challenge() {
        byte[] bytes = new byte[CHALLENGE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Hears in the transaction of a change which pages change with it. Where nobody is told of them nothing is
    /// written.
    public void changed(Handle tx, Set<String> keys) {
        List<String> ofFeeds = keys.stream().filter(PublishedFeeds::isKey).toList();
        if (!ofFeeds.isEmpty()) {
            SubscribersLock.shared(tx);
            if (Subscriptions.isAnyOf(tx, ofFeeds)) {
                jobs.submit(tx, new FeedsChanged(ofFeeds));
            }
        }
    }

    /// Twice does no harm: a subscriber that has the feed as it is gets it no second time.
    public void tell(FeedsChanged change) {
        db.change(tx -> {
            Subscriptions.changed(tx, change.keys(), clock.instant());
            Notices.tell(tx, NOTICE, "");
        });
    }

    public void forgetEnded() {
        db.change(tx -> Subscriptions.forgetEnded(tx, clock.instant()));
    }
}
