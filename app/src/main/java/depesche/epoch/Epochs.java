package depesche.epoch;

import depesche.epoch.Hold.Why;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The one row of table `newsroom`. Whoever carries alerts asks it in the statement that claims them; heartbeats run on
/// the database's clock, the only one that all nodes share.
public final class Epochs {

    private static final String ROW = """
            select epoch, former_epochs, beat_at, held_since, held_why, held_as_of,
                   coalesce(beat_at < now() - interval '1 hour', false) as is_silent
              from newsroom
            """;

    /// @param isSilent whether nobody has worked here for longer than an hour
    record Row(UUID epoch, Set<UUID> former, Optional<Instant> beatAt, boolean isSilent, Optional<Hold> hold) {}

    private Epochs() {}

    /// Whether and why sends are held.
    public static Optional<Hold> hold(Handle tx) {
        return tx.createQuery("""
                        select held_since, held_why, held_as_of
                          from newsroom
                        """).map((row, _) -> hold(row)).one();
    }

    /// Whether somebody said that what was due at that time is not to be sent.
    public static boolean isSkipped(Handle tx, Instant due) {
        return tx.createQuery("""
                        select coalesce(:due <= skipped_through, false)
                          from newsroom
                        """).bind("due", due).mapTo(Boolean.class).one();
    }

    /// A restored database begins a new life: what it is asked to send may have been sent in the one before.
    ///
    /// @param asOf when the backup was made
    public static void restored(Handle tx, Instant asOf, Instant now) {
        tx.createUpdate("""
                        update newsroom
                           set epoch = gen_random_uuid(),
                               former_epochs = former_epochs || epoch,
                               beat_at = null,
                               held_since = :now,
                               held_why = 'restored',
                               held_as_of = :asOf
                        """).bind("now", now).bind("asOf", asOf).execute();
    }

    /// Goes on with all that was due. Whoever has acted on this hold before has done it.
    public static void send(Handle tx, Hold hold) {
        tx.createUpdate("""
                        update newsroom
                           set held_since = null,
                               held_why = null,
                               held_as_of = null,
                               beat_at = greatest(beat_at, now())
                         where held_since = :since
                        """).bind("since", hold.since()).execute();
    }

    /// Goes on with what falls due after the hold began; what was due before expires.
    public static void skip(Handle tx, Hold hold) {
        tx.createUpdate("""
                        update newsroom
                           set skipped_through = greatest(skipped_through, held_since)
                         where held_since = :since
                        """).bind("since", hold.since()).execute();
        send(tx, hold);
    }

    /// As it is now, for a look before it is locked.
    static Row now(Handle tx) {
        return tx.createQuery(ROW).map((row, _) -> row(row)).one();
    }

    static Row locked(Handle tx) {
        return tx.createQuery(ROW + " for update").map((row, _) -> row(row)).one();
    }

    static Instant beat(Handle tx) {
        return tx.createQuery("""
                        update newsroom
                           set beat_at = greatest(beat_at, now())
                        returning beat_at
                        """).mapTo(OffsetDateTime.class).one().toInstant();
    }

    static void hold(Handle tx, Hold hold) {
        tx.createUpdate("""
                        update newsroom
                           set held_since = :since,
                               held_why = :why,
                               held_as_of = :asOf
                        """)
                .bind("since", hold.since())
                .bind("why", hold.why().word())
                .bind("asOf", hold.asOf())
                .execute();
    }

    /// Begins a new epoch. The one before and that of the folder which raised the doubt are known from now on, so that
    /// neither raises it again once somebody has decided.
    static void begin(Handle tx, UUID doubted) {
        tx.createUpdate("""
                        update newsroom
                           set epoch = gen_random_uuid(),
                               former_epochs = former_epochs || epoch || cast(:doubted as uuid)
                        """).bind("doubted", doubted).execute();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("epoch", UUID.class),
                Arrays.stream((UUID[]) row.getArray("former_epochs").getArray()).collect(Collectors.toSet()),
                instant(row, "beat_at"),
                row.getBoolean("is_silent"),
                hold(row));
    }

    private static Optional<Hold> hold(ResultSet row) throws SQLException {
        Optional<Instant> since = instant(row, "held_since");
        return since.isEmpty()
                ? Optional.empty()
                : Optional.of(new Hold(Why.of(row.getString("held_why")), since.get(), instant(row, "held_as_of")));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
