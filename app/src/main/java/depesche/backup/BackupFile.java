package depesche.backup;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.backup.Manifest.Part;
import depesche.web.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A backup that was read to its end and is what its manifest says. The archive may be anybody's: nothing of it is
/// unpacked to a path, no entry is larger than announced, and none shrinks beyond belief.
public final class BackupFile implements AutoCloseable {

    private static final int MOST_ENTRIES = 1_000;
    private static final int LARGEST_MANIFEST = 1 << 20;
    /// Rows that resemble one another are packed to a fiftieth; more than this is no newsroom.
    private static final long MOST_PACKED = 250;

    private static final long SMALL = 16L << 20;

    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;

    private BackupFile(Path file, ZipFile zip, Manifest manifest) {
        this.file = file;
        this.zip = zip;
        this.manifest = manifest;
    }

    /// How looking at a file can end.
    public sealed interface Opened {

        record Whole(BackupFile backup) implements Opened {}

        /// @param sentence why nothing can be restored from it
        record Refused(String sentence) implements Opened {}
    }

    /// Reads the whole file before anything is done with it.
    public static Opened open(Path file, Watching watching) {
        try {
            var zip = new ZipFile(file.toFile());
            Opened opened = check(file, zip, watching);
            if (opened instanceof Opened.Refused) {
                zip.close();
            }
            return opened;
        } catch (ZipException foreign) {
            return new Opened.Refused(file + " is not a backup of Depesche, or only a part of one.");
        } catch (IOException unreadable) {
            return new Opened.Refused(file + " cannot be read: " + unreadable.getMessage());
        }
    }

    private static Opened check(Path file, ZipFile zip, Watching watching) throws IOException {
        Optional<JsonNode> json = zip.size() > MOST_ENTRIES ? Optional.empty() : manifestOf(zip);
        Optional<Integer> format = json.flatMap(Manifest::formatOf);
        if (format.isEmpty()) {
            return new Opened.Refused(file + " is not a backup of Depesche.");
        }
        if (format.get() > Manifest.FORMAT) {
            return new Opened.Refused(
                    file + " was made by a newer release of Depesche; restore it with that release or a newer one.");
        }
        Optional<Manifest> manifest = json.flatMap(Manifest::read).filter(it -> isConsistent(it, zip, sizeOf(file)));
        if (manifest.isEmpty()) {
            return new Opened.Refused(file + " is damaged: its parts are not those that it names.");
        }
        var backup = new BackupFile(file, zip, manifest.get());
        return backup.fault(watching)
                .<Opened>map(why -> new Opened.Refused(file + " is damaged: " + why + "."))
                .orElseGet(() -> new Opened.Whole(backup));
    }

    private static Optional<JsonNode> manifestOf(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(Manifest.ENTRY);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] text = in.readNBytes(LARGEST_MANIFEST);
            return text.length == LARGEST_MANIFEST ? Optional.empty() : Json.read(text);
        }
    }

    /// Exactly the entries that are named, each once, and no more in them than such a file can hold.
    private static boolean isConsistent(Manifest manifest, ZipFile zip, long size) {
        Set<String> named = new HashSet<>(Set.of(Manifest.ENTRY));
        boolean isEachOnce = manifest.parts().stream().map(Part::entry).allMatch(named::add);
        Set<String> there = new HashSet<>();
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
            there.add(entries.nextElement().getName());
        }
        return isEachOnce
                && there.equals(named)
                && zip.size() == named.size()
                && manifest.parts().stream().allMatch(part -> part.bytes() <= most(size))
                && manifest.bytes() <= most(size);
    }

    private static long most(long size) {
        return SMALL + size * MOST_PACKED;
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /// What is wrong with one of the parts.
    private Optional<String> fault(Watching watching) {
        var done = new AtomicLong();
        for (Part part : manifest.parts()) {
            try (InputStream in = read(part, read -> watching.at(done.addAndGet(read), manifest.bytes()))) {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException damaged) {
                return Optional.of(damaged)
                        .filter(PartStream.Damaged.class::isInstance)
                        .map(Throwable::getMessage)
                        .or(() -> Optional.of("the part " + part.entry() + " cannot be unpacked"));
            }
        }
        return Optional.empty();
    }

    /// A part, which is measured once more as it is read.
    InputStream read(Part part, LongConsumer onBytes) throws IOException {
        return new PartStream(zip.getInputStream(zip.getEntry(part.entry())), part, onBytes);
    }

    Manifest manifest() {
        return manifest;
    }

    /// When the backup was made.
    public Instant takenAt() {
        return manifest.takenAt();
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
