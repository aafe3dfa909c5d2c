package depesche.account;

import depesche.text.PlainLine;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// People of the newsroom decide whether a reader is written to: they close one on every channel, and lift what stands
/// in the way. Whoever carries alerts hears of it within a second, as of any suppression.
public final class Suppressing {

    public static final int LONGEST_NOTE = 1_000;

    private static final Logger LOG = System.getLogger(Suppressing.class.getName());

    private final Readers readers;
    private final InstantSource clock;

    public Suppressing(Readers readers, InstantSource clock) {
        this.readers = readers;
        this.clock = clock;
    }

    /// No word to the reader any more on any channel, until it is lifted. What had ended mail before stands behind it.
    /// Again: the first act stays.
    ///
    /// @param note who asked for it, and why
    public SuppressResult close(Handle tx, ReaderId id, String note, Actor by) {
        Optional<Reader> reader = readers.lockedById(tx, id);
        if (reader.isEmpty()) {
            return new SuppressResult.NoSuchReader();
        }
        if (standsFor(reader.get(), Suppression.Why.BY_HAND)) {
            return new SuppressResult.Done();
        }
        String line = PlainLine.of(note).value();
        if (line.isEmpty()) {
            return new SuppressResult.NoteMissing();
        }
        readers.suppress(tx, id, new Suppression(clock.instant(), Suppression.Why.BY_HAND, line));
        keep(tx, id, SuppressionAct.Kind.CLOSED, Suppression.Why.BY_HAND, line, by);
        return new SuppressResult.Done();
    }

    /// Ends the suppression that the caller has seen, and no other: what came in between is not lifted unseen.
    ///
    /// @param why what is lifted; a complaint needs a note
    public SuppressResult lift(Handle tx, ReaderId id, Suppression.Why why, String note, Actor by) {
        Optional<Reader> reader = readers.lockedById(tx, id);
        if (reader.isEmpty()) {
            return new SuppressResult.NoSuchReader();
        }
        if (!standsFor(reader.get(), why)) {
            return new SuppressResult.Otherwise(reader.get().suppression());
        }
        String line = PlainLine.of(note).value();
        if (line.isEmpty() && why == Suppression.Why.COMPLAINED) {
            return new SuppressResult.NoteMissing();
        }
        readers.reopen(tx, id);
        keep(tx, id, SuppressionAct.Kind.LIFTED, why, line, by);
        return new SuppressResult.Done();
    }

    private static boolean standsFor(Reader reader, Suppression.Why why) {
        return reader.suppression().filter(standing -> standing.why() == why).isPresent();
    }

    private void keep(
            Handle tx, ReaderId reader, SuppressionAct.Kind kind, Suppression.Why why, String note, Actor by) {
        SuppressionActs.keep(tx, reader, new SuppressionAct(kind, why, note, clock.instant(), by.name()));
        LOG.log(
                Level.INFO,
                "reader." + kind.word() + " reader=" + reader.value() + " why=" + why.word() + " by=" + by.name());
    }
}
