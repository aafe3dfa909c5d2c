package depesche.feed.activity;

import depesche.config.Settings;
import depesche.db.Database;
import depesche.db.Notices;
import depesche.feed.activity.remote.RemoteActor;
import depesche.feed.activity.remote.Senders;
import depesche.net.signature.HttpMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Takes what other servers say: that somebody there follows one of ours, or no more. Whatever is said twice, or after
/// it was taken back, changes nothing.
public final class Inbox {

    private static final Logger LOG = System.getLogger(Inbox.class.getName());
    private static final int MOST_OF_ORIGIN = 100_000;
    private static final int MOST_INBOXES = 100_000;
    private static final int MOST_INBOXES_OF_ORIGIN = 1_000;
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final Database db;
    private final Actors actors;
    private final Addresses addresses;
    private final Senders senders;
    private final InstantSource clock;

    public Inbox(Settings settings, Database db, Senders senders, InstantSource clock) {
        this.db = db;
        this.actors = new Actors(settings);
        this.addresses = new Addresses(settings);
        this.senders = senders;
        this.clock = clock;
    }

    /// What became of it.
    sealed interface Answer {}

    record Taken() implements Answer {}

    record NoActivity() implements Answer {}

    /// It is signed by nobody whose it is.
    record NotTheirs(String why) implements Answer {}

    record NoSuchActor() implements Answer {}

    /// @param pause how long to wait before it is said again
    record TooMany(Duration pause) implements Answer {}

    /// Whose it is cannot be found out now.
    record NotNow() implements Answer {}

    /// @param client from which network it came
    Answer take(HttpMessage message, String client) {
        return Said.parse(message.body())
                .map(said -> switch (said) {
                    case Said.Nothing _ -> new Taken();
                    case Said.Follow follow ->
                        signed(message, client, follow.actor(), sender -> follow(follow, sender));
                    case Said.Unfollow unfollow ->
                        signed(message, client, unfollow.actor(), sender -> unfollow(unfollow, sender));
                    case Said.Block block -> signed(message, client, block.actor(), sender -> block(block, sender));
                    case Said.Gone gone -> gone(gone, message, client);
                })
                .orElseGet(NoActivity::new);
    }

    private interface Act {
        Answer by(Senders.Known sender);
    }

    private Answer signed(HttpMessage message, String client, String actor, Act act) {
        return switch (senders.of(message, client)) {
            case Senders.Known known when known.actor().id().equals(actor) -> act.by(known);
            case Senders.Known _ -> notTheirs("it is signed by somebody else");
            case Senders.Nobody(String why) -> notTheirs(why);
            case Senders.Gone _ -> notTheirs("there is no such actor any more");
            case Senders.NotNow(String why) -> {
                LOG.log(Level.INFO, "activity.sender-unknown why=" + why);
                yield new NotNow();
            }
            case Senders.TooMany(Duration pause) -> new TooMany(pause);
        };
    }

    private static Answer notTheirs(String why) {
        LOG.log(Level.DEBUG, "activity.not-theirs why=" + why);
        return new NotTheirs(why);
    }

    private Answer follow(Said.Follow follow, Senders.Known sender) {
        return db.write(tx -> {
            Optional<Actor> actor = actor(tx, follow.object());
            if (actor.isEmpty()) {
                return new NoSuchActor();
            }
            if (isTooMuch(tx, sender.actor())) {
                return new TooMany(PAUSE);
            }
            Followers.put(tx, sender.actor(), actor.get(), follow, sender.at(), clock.instant());
            Notices.tell(tx, ActivityNews.NOTICE, "");
            return new Taken();
        });
    }

    /// Nobody takes all the room, or makes us tell one server the same a thousand times. Who follows may say so again,
    /// but not bring in one inbox after the other.
    private static boolean isTooMuch(Handle tx, RemoteActor from) {
        boolean isNew = !Followers.isAny(tx, from.id());
        boolean isNewPlace = !Inboxes.isThere(tx, from.sharedInbox());
        String origin = from.inbox().origin();
        return isNew && Followers.countUpTo(tx, MOST_OF_ORIGIN, origin) == MOST_OF_ORIGIN
                || isNewPlace
                        && (Inboxes.countUpTo(tx, MOST_INBOXES_OF_ORIGIN, origin) == MOST_INBOXES_OF_ORIGIN
                                || Inboxes.countUpTo(tx, MOST_INBOXES) == MOST_INBOXES);
    }

    private Answer unfollow(Said.Unfollow unfollow, Senders.Known sender) {
        return end(unfollow.actor(), unfollow.object(), unfollow.follow(), sender.at());
    }

    private Answer block(Said.Block block, Senders.Known sender) {
        return end(block.actor(), block.object(), "", sender.at());
    }

    private Answer end(String follower, String object, String follow, Instant at) {
        db.change(tx -> {
            String key = actor(tx, object).map(Actor::key).orElse("");
            Followers.end(tx, follower, key, follow, at);
        });
        return new Taken();
    }

    /// Most of these are of people who never followed anybody here: nobody is asked about them. Whose key is gone with
    /// them cannot sign; then their server says so.
    private Answer gone(Said.Gone gone, HttpMessage message, String client) {
        if (!db.read(tx -> Followers.isAny(tx, gone.actor()))) {
            return new Taken();
        }
        return switch (senders.of(message, client)) {
            case Senders.Known known when known.actor().id().equals(gone.actor()) -> endAll(gone.actor());
            case Senders.Gone(String keyId) when isKeyOf(keyId, gone.actor()) -> endAll(gone.actor());
            case Senders.Known _, Senders.Nobody _, Senders.Gone _ -> notTheirs("it is of somebody else");
            case Senders.NotNow _ -> new NotNow();
            case Senders.TooMany(Duration pause) -> new TooMany(pause);
        };
    }

    private static boolean isKeyOf(String keyId, String actor) {
        return Set.of("#", "/").stream().anyMatch(next -> keyId.startsWith(actor + next)) || keyId.equals(actor);
    }

    private Answer endAll(String follower) {
        db.change(tx -> Followers.endAll(tx, follower));
        return new Taken();
    }

    private Optional<Actor> actor(Handle tx, String address) {
        return addresses.path(address).flatMap(path -> actors.byPath(tx, path));
    }
}
