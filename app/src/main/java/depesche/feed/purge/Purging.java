package depesche.feed.purge;

import depesche.config.PurgeTarget;
import depesche.config.Settings;
import depesche.db.Database;
import depesche.feed.PublishedFeeds;
import depesche.feed.errand.Carrying;
import depesche.feed.errand.Claim;
import depesche.feed.errand.Errand;
import depesche.feed.errand.Lane;
import depesche.net.Confines;
import depesche.net.Post;
import depesche.net.Posted;
import depesche.net.Poster;
import depesche.net.Resolver;
import depesche.net.WebAddress;
import depesche.web.Json;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Tells a content network of each change, where one was set; else does nothing. One request at a time, with all that
/// has changed meanwhile.
public final class Purging implements AutoCloseable {

    private static final Logger LOG = System.getLogger("depesche.purge");
    private static final Poster.Limits LIMITS = new Poster.Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), 1_000);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 7;

    private final Optional<PurgeTarget> target;
    private final String site;
    private final Database db;
    private final Poster poster;
    private final Carrying carrying;
    private final InstantSource clock;

    public Purging(Settings settings, Database db, String node, InstantSource clock) {
        this.target = settings.purge();
        this.site = PublishedFeeds.site(settings);
        this.db = db;
        this.clock = clock;
        // The operator chose the address: it may be in the operator's own networks.
        this.poster = Poster.of(new Resolver(Confines.ANYWHERE), LIMITS, clock);
        this.carrying = new Carrying(
                new Carrying.Whose("purge", node),
                db,
                tx -> Purges.giveBack(tx, node),
                List.of(new Lane(1, this::claimed)),
                clock);
    }

    public void start() {
        if (target.isPresent()) {
            poster.start();
            carrying.start();
        }
    }

    /// Hears of a change in its transaction.
    public void changed(Handle tx, Set<String> keys) {
        if (target.isPresent()) {
            Purges.insert(tx, keys, clock.instant());
        }
    }

    private List<Errand> claimed(Claim claim) {
        WebAddress to = address();
        if (claim.busy().contains(to.origin())) {
            return List.of();
        }
        Purges.Due due = db.write(tx -> Purges.claim(tx, claim));
        return due.ids().isEmpty() ? List.of() : List.of(new ToTell(to, due));
    }

    private WebAddress address() {
        return WebAddress.ofStored(target.orElseThrow().address().toString());
    }

    private final class ToTell implements Errand {

        private final WebAddress to;
        private final Purges.Due due;

        private ToTell(WebAddress to, Purges.Due due) {
            this.to = to;
            this.due = due;
        }

        @Override
        public String origin() {
            return to.origin();
        }

        @Override
        public Optional<Posted> carry() {
            Posted posted = poster.post(post()).join();
            if (posted instanceof Posted.Answered(int status, var _, var _, var _) && status / 100 == 2) {
                db.change(tx -> Purges.told(tx, due));
            } else {
                LOG.log(Level.WARNING, "purge.failed attempts=" + (due.attempts() + 1) + " answer=" + posted);
                db.change(tx -> Purges.failed(tx, due, waiting(posted), clock.instant()));
            }
            return Optional.of(posted);
        }

        private Post post() {
            Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
            String secret = target.orElseThrow().secret();
            if (!secret.isEmpty()) {
                headers.put("Authorization", "Bearer " + secret);
            }
            List<String> addresses = db.inSnapshot(tx -> ChangedAddresses.of(tx, due.keys())).stream()
                    .map(path -> site + path)
                    .toList();
            return new Post(
                    to,
                    headers,
                    Json.write(
                            Map.of("everything", ChangedAddresses.isEverything(due.keys()), "addresses", addresses)));
        }

        private Duration waiting(Posted posted) {
            if (posted instanceof Posted.Answered(var _, Optional<Duration> asked, var _, var _)
                    && asked.filter(wait -> wait.compareTo(LONGEST_WAIT) < 0).isPresent()) {
                return asked.get();
            }
            Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(MOST_DOUBLINGS, due.attempts()));
            return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
        }
    }

    /// Ends in order: what is under way gets its answer.
    @Override
    public void close() {
        carrying.close();
        poster.close();
    }
}
