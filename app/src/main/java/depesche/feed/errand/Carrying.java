package depesche.feed.errand;

import depesche.db.Database;
import depesche.db.DatabaseUnavailable;
import depesche.net.Posted;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/// Does what is due at the servers of others, on any node. What was under way when a node died is done again by the
/// next, or by itself when it is back.
public final class Carrying implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Carrying.class.getName());
    private static final long IDLE_LOOK_MILLIS = 1_000;
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(10);

    private final Whose whose;
    private final Database db;
    private final Consumer<Handle> givingBack;
    private final List<Track> tracks;
    private final InstantSource clock;
    private final Servers servers;
    private final Semaphore news = new Semaphore(0);
    private final Phaser underWay = new Phaser(1);
    private final Thread thread;
    private volatile boolean mayHaveLeftovers = true;
    private volatile boolean closed;

    /// @param name as it stands in the log
    public record Whose(String name, String node) {}

    private record Track(Lane lane, AtomicInteger underWay) {
        int free() {
            return lane.slots() - underWay.get();
        }
    }

    /// @param givingBack gives back what a node of this name had claimed when it died
    public Carrying(Whose whose, Database db, Consumer<Handle> givingBack, List<Lane> lanes, InstantSource clock) {
        this.whose = whose;
        this.db = db;
        this.givingBack = givingBack;
        this.tracks =
                lanes.stream().map(lane -> new Track(lane, new AtomicInteger())).toList();
        this.clock = clock;
        this.servers = new Servers(clock);
        this.thread = Thread.ofVirtual().name(whose.name()).unstarted(this::keep);
    }

    public void start() {
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
                LOG.log(Level.WARNING, whose.name() + ".waits why=" + away.getMessage());
            } catch (RuntimeException broken) {
                LOG.log(Level.ERROR, whose.name() + ".broken", broken);
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
            db.change(givingBack);
            mayHaveLeftovers = false;
        }
        for (Track track : tracks) {
            int free = track.free();
            if (free > 0) {
                var claim = new Claim(whose.node(), free, servers.busy(), clock.instant());
                track.lane().claiming().apply(claim).forEach(errand -> begin(errand, track));
            }
        }
    }

    /// Never more at one server than its share: it is entered before the next claim.
    private void begin(Errand errand, Track track) {
        String origin = errand.origin();
        servers.enter(origin);
        track.underWay().incrementAndGet();
        underWay.register();
        Thread.ofVirtual().name(whose.name() + "-errand").start(() -> {
            Optional<Posted> posted = Optional.empty();
            try {
                posted = errand.carry();
            } catch (RuntimeException broken) {
                mayHaveLeftovers = true;
                LOG.log(Level.WARNING, whose.name() + ".not-noted", broken);
            } finally {
                posted.ifPresentOrElse(it -> servers.leave(origin, it), () -> servers.leave(origin));
                track.underWay().decrementAndGet();
                underWay.arriveAndDeregister();
                wake();
            }
        });
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
            LOG.log(Level.INFO, whose.name() + ".left underWay=" + servers.underWay());
        }
    }
}
