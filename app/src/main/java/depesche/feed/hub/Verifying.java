package depesche.feed.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import depesche.db.Database;
import depesche.feed.PublishedFeeds;
import depesche.net.Post;
import depesche.net.Posted;
import depesche.net.WebAddress;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Asks at the callback whether it is meant (W3C WebSub §5.3): only who sends the challenge back is told anything, or
/// is told no more. So nobody subscribes another.
final class Verifying {

    private static final Logger LOG = System.getLogger(Verifying.class.getName());
    private static final int MOST_ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Database db;
    private final PublishedFeeds feeds;
    private final String site;
    private final InstantSource clock;

    /// @param site its address without a slash at the end
    Verifying(Database db, PublishedFeeds feeds, String site, InstantSource clock) {
        this.db = db;
        this.feeds = feeds;
        this.site = site;
        this.clock = clock;
    }

    Post question(Due.Verify intent) {
        String callback = intent.callback().toString();
        String address = callback
                + (callback.contains("?") ? "&" : "?")
                + "hub.mode=" + intent.mode().word()
                + "&hub.topic=" + URLEncoder.encode(site + intent.feed(), UTF_8)
                + "&hub.challenge=" + intent.challenge()
                + "&hub.lease_seconds=" + intent.leaseSeconds();
        return Post.asking(WebAddress.ofStored(address), Map.of("User-Agent", "Depesche"));
    }

    void answered(Due.Verify intent, Posted posted) {
        boolean isMeant = posted instanceof Posted.Answered(int status, var _, var _, String words)
                && status / 100 == 2
                && words.strip().equals(intent.challenge());
        if (isMeant) {
            confirmed(intent);
        } else if (mayMeanIt(posted) && intent.attempts() + 1 < MOST_ATTEMPTS) {
            Instant again = clock.instant().plus(PAUSE.multipliedBy(intent.attempts() + 1L));
            db.change(tx -> Intents.later(tx, intent, again));
        } else {
            LOG.log(
                    Level.INFO,
                    "hub.not-verified id=" + intent.id() + " mode="
                            + intent.mode().word());
            db.change(tx -> Intents.done(tx, intent));
        }
    }

    /// It was asked for in a life that is not to go on.
    void dropped(Due.Verify intent) {
        db.change(tx -> Intents.done(tx, intent));
    }

    private void confirmed(Due.Verify intent) {
        db.change(tx -> {
            SubscribersLock.alone(tx);
            if (!Intents.isStill(tx, intent)) {
                // Something else was asked meanwhile: that counts.
                return;
            }
            Optional<String> key = feeds.key(tx, intent.feed());
            switch (intent.mode()) {
                case SUBSCRIBE -> key.ifPresent(known -> Subscriptions.confirm(tx, intent, known, clock.instant()));
                case UNSUBSCRIBE -> Subscriptions.end(tx, intent.feed(), intent.callback());
            }
            Intents.done(tx, intent);
        });
        LOG.log(
                Level.INFO,
                "hub.verified id=" + intent.id() + " mode=" + intent.mode().word());
    }

    /// A server that is ill, or was not reached, has not said no.
    private static boolean mayMeanIt(Posted posted) {
        return switch (posted) {
            case Posted.Answered(int status, var _, var _, var _) -> status / 100 == 5 || status == 429;
            case Posted.Unreachable _, Posted.Lost _ -> true;
            case Posted.Forbidden _ -> false;
        };
    }
}
