package depesche.backup;

import depesche.backup.Manifest.Part;
import depesche.db.OpenDatabase;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;

/// Writes the whole database into one file, beside a running newsroom or without one: all tables as of one moment,
/// a row at a time, so its memory does not grow with the newsroom. The file has its name only when it is whole, and
/// is for its owner's eyes: readers' addresses and the newsroom's keys are in it.
public final class Backup {

    /// Well over what COPY's text needs to shrink; more takes longer and gains little.
    private static final int LEVEL = 5;

    private static final int BUFFER = 1 << 16;

    private final OpenDatabase opened;
    private final InstantSource clock;

    public Backup(OpenDatabase opened, InstantSource clock) {
        this.opened = opened;
        this.clock = clock;
    }

    /// What was written.
    public record Written(int tables, long rows, long bytes) {}

    /// @throws UncheckedIOException if the file cannot be written; a file of that name is then as it was
    public Written write(Path file, Watching watching) {
        Path whole = file.toAbsolutePath();
        Path scratch = whole.resolveSibling(whole.getFileName() + ".part");
        try {
            Files.deleteIfExists(scratch);
            try {
                Manifest manifest = writeAll(scratch, watching);
                Files.move(scratch, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return new Written(manifest.parts().size(), manifest.rows(), Files.size(whole));
            } finally {
                Files.deleteIfExists(scratch);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private Manifest writeAll(Path scratch, Watching watching) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(scratch, options, ownerOnly);
                Handle tx = opened.patientHandle()) {
            var zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
            zip.setLevel(LEVEL);
            tx.begin();
            tx.execute("set transaction isolation level repeatable read, read only");
            tx.execute("set local idle_in_transaction_session_timeout = 0");
            Manifest manifest = parts(tx, zip, watching);
            zip.putNextEntry(new ZipEntry(Manifest.ENTRY));
            zip.write(manifest.json());
            zip.finish();
            zip.flush();
            channel.force(true);
            tx.rollback();
            return manifest;
        }
    }

    private Manifest parts(Handle tx, ZipOutputStream zip, Watching watching) throws IOException {
        // The snapshot is of the first statement; the time that it is called by is never later.
        var takenAt = clock.instant();
        Catalog catalog = Catalog.of(tx);
        long all = catalog.tables().stream().mapToLong(table -> rows(tx, table)).sum();
        var done = new AtomicLong();
        List<Part> parts = new ArrayList<>();
        for (Catalog.Table table : catalog.tables()) {
            parts.add(part(tx, table, zip, () -> watching.at(done.incrementAndGet(), all)));
        }
        // Sequences keep to no snapshot: read last, they are past every number in the tables.
        return new Manifest(
                Manifest.FORMAT,
                Catalog.version(tx),
                takenAt,
                parts,
                Catalog.of(tx).sequences());
    }

    private static long rows(Handle tx, Catalog.Table table) {
        return tx.createQuery("select count(*) from " + table.quoted())
                .mapTo(Long.class)
                .one();
    }

    private static Part part(Handle tx, Catalog.Table table, ZipOutputStream zip, Runnable onRow) throws IOException {
        zip.putNextEntry(new ZipEntry(new Part(table, 0, 0, "").entry()));
        var measured = new Measured(zip, onRow);
        long rows = copyOut(tx, table, measured);
        zip.closeEntry();
        return new Part(table, rows, measured.bytes(), measured.sha256());
    }

    private static long copyOut(Handle tx, Catalog.Table table, OutputStream out) throws IOException {
        try {
            return tx.getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy " + table.quoted() + " " + table.columnList() + " to stdout", out);
        } catch (SQLException broken) {
            throw new IOException("table " + table.name() + " cannot be read: " + broken.getMessage(), broken);
        }
    }
}
