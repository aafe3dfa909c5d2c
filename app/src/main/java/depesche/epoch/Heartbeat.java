package depesche.epoch;

import depesche.db.Database;
import depesche.db.DatabaseUnavailable;
import depesche.epoch.Epochs.Row;
import depesche.epoch.Hold.Why;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/// Says every few seconds that this newsroom lives, in the database and in the data folder, and each time first looks
/// whether it is still the same life. If not, sends are held: a backup may have been put in its place, or the
/// whole machine set back to an earlier state, and nobody knows what has been sent meanwhile.
public final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Heartbeat.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Database db;
    private final Path folder;
    private final Predicate<Handle> isAnythingDue;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("heartbeat").unstarted(this::live);

    /// @param folder the data folder
    /// @param isAnythingDue whether anything waits that a life before may have sent; asked in a snapshot
    public Heartbeat(Database db, Path folder, Predicate<Handle> isAnythingDue, InstantSource clock) {
        this.db = db;
        this.folder = folder;
        this.isAnythingDue = isAnythingDue;
        this.clock = clock;
    }

    /// The first beat is over when this returns: what is sent afterwards is sent by a newsroom that has looked.
    public void start() {
        beat();
        thread.start();
    }

    private void live() {
        while (!isClosingWithinPause()) {
            try {
                beat();
            } catch (DatabaseUnavailable away) {
                LOG.log(Level.DEBUG, "epoch.heartbeat.waits", away);
            } catch (RuntimeException broken) {
                LOG.log(Level.ERROR, "epoch.heartbeat.broken", broken);
            }
        }
    }

    /// One beat. The file follows the database, so it never tells of a beat that the database has not kept.
    void beat() {
        Optional<Seen> before = Seen.in(folder);
        boolean mayGoOn = isSilentAndNothingIsDue(before);
        Optional<Seen> after = db.write(tx -> beat(tx, before, mayGoOn));
        after.filter(seen -> !seen.equals(before.orElse(null))).ifPresent(seen -> seen.writeTo(folder));
    }

    /// After an ordinary stop over night nothing is lost by going on, where nothing waits: so nobody is asked. Whatever
    /// falls due from now on was not sent before. No node claims anything after an hour of silence before this.
    private boolean isSilentAndNothingIsDue(Optional<Seen> seen) {
        Row row = db.read(Epochs::now);
        boolean isSilent = row.hold().isEmpty() && doubt(row, seen).equals(Optional.of(Why.SILENT));
        boolean mayGoOn = isSilent && !db.inSnapshot(isAnythingDue::test);
        if (mayGoOn) {
            LOG.log(Level.INFO, "epoch.silence-passed since=" + row.beatAt().orElseThrow() + " due=nothing");
        }
        return mayGoOn;
    }

    /// Empty while sends are held: the folder keeps what it saw, for then nobody has decided yet.
    private Optional<Seen> beat(Handle tx, Optional<Seen> seen, boolean mayGoOnAfterSilence) {
        Row row = Epochs.locked(tx);
        Optional<Why> doubt = doubt(row, seen).filter(why -> why != Why.SILENT || !mayGoOnAfterSilence);
        if (row.hold().isEmpty() && doubt.isPresent()) {
            LOG.log(Level.WARNING, "epoch.held why=" + doubt.get().word());
            Epochs.hold(tx, new Hold(doubt.get(), clock.instant(), row.beatAt()));
            seen.filter(_ -> doubt.get() == Why.ELSEWHERE).ifPresent(it -> Epochs.begin(tx, it.epoch()));
            return Optional.empty();
        }
        Instant beat = Epochs.beat(tx);
        return row.hold().isPresent() ? Optional.empty() : Optional.of(new Seen(row.epoch(), beat));
    }

    static Optional<Why> doubt(Row row, Optional<Seen> seen) {
        boolean isElsewhere = seen.filter(it -> isElsewhere(row, it)).isPresent();
        if (isElsewhere) {
            return Optional.of(Why.ELSEWHERE);
        }
        return row.isSilent() ? Optional.of(Why.SILENT) : Optional.empty();
    }

    /// A folder that knows an epoch before a restore belongs to a node that was away when it was decided upon.
    private static boolean isElsewhere(Row row, Seen seen) {
        if (!seen.epoch().equals(row.epoch())) {
            return !row.former().contains(seen.epoch());
        }
        return row.beatAt().filter(beat -> !beat.isBefore(seen.beat())).isEmpty();
    }

    private boolean isClosingWithinPause() {
        try {
            return closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
