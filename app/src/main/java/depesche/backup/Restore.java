package depesche.backup;

import depesche.backup.Catalog.Table;
import depesche.backup.Manifest.Part;
import depesche.db.Migrations;
import depesche.db.OpenDatabase;
import depesche.epoch.Epochs;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.PGConnection;

/// Puts a backup into an empty database, in one transaction: all of it, or nothing. Afterwards all sends are held.
public final class Restore {

    /// Numbers given since the backup was made are in mails, addresses and links that are out there: articles,
    /// alerts and readers to come get numbers beyond them.
    private static final long GAP = 100_000;

    private final OpenDatabase opened;
    private final InstantSource clock;

    public Restore(OpenDatabase opened, InstantSource clock) {
        this.opened = opened;
        this.clock = clock;
    }

    /// How restoring can end.
    public sealed interface Result {

        record Restored(int tables, long rows, Instant takenAt) implements Result {}

        /// Nothing was changed.
        record Refused(String sentence) implements Result {}
    }

    /// Needs a database that nobody else works on, its tables not made yet.
    public Result run(BackupFile backup, Watching watching) {
        Manifest manifest = backup.manifest();
        try (Handle db = opened.patientHandle()) {
            Optional<String> hindrance = hindrance(db, backup);
            if (hindrance.isPresent()) {
                return new Result.Refused(hindrance.get());
            }
            Migrations.runTo(opened.address(), manifest.schema());
            if (!fits(Catalog.of(db), manifest)) {
                return new Result.Refused(backup + " does not have the tables that this release knows.");
            }
            db.useTransaction(tx -> load(tx, backup, watching));
            Migrations.run(opened.address());
            db.execute("analyze");
            return new Result.Restored(manifest.parts().size(), manifest.rows(), manifest.takenAt());
        } catch (IOException | JdbiException broken) {
            return new Result.Refused(backup + " cannot be restored, and nothing was changed: " + broken.getMessage());
        }
    }

    private Optional<String> hindrance(Handle db, BackupFile backup) {
        String newest = Migrations.newest(opened.address());
        if (isNewer(backup.manifest().schema(), newest)) {
            return Optional.of(
                    backup + " was made by a newer release of Depesche; restore it with that release or a newer one.");
        }
        String version = Catalog.version(db);
        if (version.isEmpty() ? !Catalog.of(db).tables().isEmpty() : isInUse(db)) {
            return Optional.of("There is a newsroom already; a backup is restored into an empty one."
                    + " Choose a new folder with --data, or an empty database.");
        }
        return isNewer(version, backup.manifest().schema())
                ? Optional.of("The database has the tables of a newer release than the backup; take an empty one.")
                : Optional.empty();
    }

    /// Whoever opens a newsroom makes its keys first. Tables without any are left from a restore that failed.
    private static boolean isInUse(Handle db) {
        return db.createQuery("""
                        select exists (select from secret)
                            or exists (select from staff)
                            or exists (select from article)
                            or exists (select from reader)
                        """).mapTo(Boolean.class).one();
    }

    private static boolean isNewer(String version, String other) {
        return !version.isEmpty() && Migrations.isNewer(version, other);
    }

    private static boolean fits(Catalog here, Manifest manifest) {
        return here.tables().equals(manifest.parts().stream().map(Part::table).toList())
                && here.sequences().keySet().equals(manifest.sequences().keySet());
    }

    /// Foreign keys are dropped and made again, which checks them all at once; triggers are for what happens, not for
    /// what has happened. Both an owner of the tables may do, without being a superuser.
    private void load(Handle tx, BackupFile backup, Watching watching) throws IOException {
        Manifest manifest = backup.manifest();
        List<Key> keys = keys(tx);
        keys.forEach(key -> tx.execute("alter table %s drop constraint %s".formatted(key.table(), key.name())));
        tx.execute(manifest.parts().stream()
                .map(part -> part.table().quoted())
                .collect(Collectors.joining(", ", "truncate ", "")));
        var done = new AtomicLong();
        for (Part part : manifest.parts()) {
            try (InputStream in = backup.read(part, read -> watching.at(done.addAndGet(read), manifest.bytes()))) {
                copyIn(tx, part, in);
            }
        }
        manifest.sequences().forEach((sequence, last) -> advance(tx, sequence, last));
        keys.forEach(key ->
                tx.execute("alter table %s add constraint %s %s".formatted(key.table(), key.name(), key.definition())));
        Epochs.restored(tx, manifest.takenAt(), clock.instant());
    }

    private static void copyIn(Handle tx, Part part, InputStream in) throws IOException {
        Table table = part.table();
        tx.execute("alter table %s disable trigger user".formatted(table.quoted()));
        if (rows(tx, table, in) != part.rows()) {
            throw new PartStream.Damaged(part);
        }
        tx.execute("alter table %s enable trigger user".formatted(table.quoted()));
    }

    private static long rows(Handle tx, Table table, InputStream in) throws IOException {
        try {
            return tx.getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + table.quoted() + " " + table.columnList() + " from stdin", in);
        } catch (SQLException refused) {
            throw new IOException("table " + table.name() + ": " + refused.getMessage(), refused);
        }
    }

    private static void advance(Handle tx, String sequence, long last) {
        tx.createQuery("""
                        select setval(format('%I.%I', schemaname, sequencename)::regclass, least(:last + :gap, max_value))
                          from pg_sequences
                         where schemaname = current_schema()
                           and sequencename = :sequence
                        """)
                .bind("last", last)
                .bind("gap", GAP)
                .bind("sequence", sequence)
                .mapTo(Long.class)
                .one();
    }

    /// A foreign key as it is to be made again.
    private record Key(String table, String name, String definition) {}

    private static List<Key> keys(Handle tx) {
        return tx.createQuery("""
                        select conrelid::regclass::text as keyed, quote_ident(conname) as name,
                               pg_get_constraintdef(oid) as definition
                          from pg_constraint
                         where contype = 'f'
                           and connamespace = current_schema()::regnamespace
                           and conparentid = 0
                         order by conrelid, conname
                        """)
                .map((row, _) -> new Key(row.getString("keyed"), row.getString("name"), row.getString("definition")))
                .list();
    }
}
