package depesche.feed.hub;

import depesche.config.Settings;
import depesche.db.Database;
import depesche.db.Notices;
import depesche.feed.PublishedFeeds;
import depesche.job.Jobs;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
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

    private final Database db;
    private final Jobs jobs;
    private final PublishedFeeds feeds;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public Hub(Settings settings, Database db, Jobs jobs, InstantSource clock) {
        this.db = db;
        this.jobs = jobs;
        this.feeds = new PublishedFeeds(settings);
        this.clock = clock;
    }

    /// What became of what was asked.
    sealed interface Answer {}

    /// Who asked is going to be asked whether they did.
    record Taken() implements Answer {}

    record NoSuchFeed() implements Answer {}

    /// @param pause how long to wait before it is asked again
    record TooMany(Duration pause) implements Answer {}

    Answer ask(HubWish wish) {
        return db.write(tx -> {
            if (wish.mode() == Mode.SUBSCRIBE && feeds.key(tx, wish.feed()).isEmpty()) {
                return new NoSuchFeed();
            }
            if (isTooMuch(tx, wish)) {
                return new TooMany(PAUSE);
            }
            Intents.put(tx, wish, challenge(), clock.instant());
            Notices.tell(tx, NOTICE, "");
            return new Taken();
        });
    }

    /// Nobody makes us ask another's server without end, and nobody takes all the room. Who is a subscriber may stay.
    private static boolean isTooMuch(Handle tx, HubWish wish) {
        String origin = wish.callback().origin();
        if (Intents.countUpTo(tx, MOST_WAITING_OF_ORIGIN, origin) == MOST_WAITING_OF_ORIGIN
                || Intents.countUpTo(tx, MOST_WAITING) == MOST_WAITING) {
            return true;
        }
        boolean isNew = wish.mode() == Mode.SUBSCRIBE && !Subscriptions.isThere(tx, wish);
        return isNew
                && (Subscriptions.countUpTo(tx, MOST_OF_ORIGIN, origin) == MOST_OF_ORIGIN
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
