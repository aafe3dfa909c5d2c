package depesche.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The second level of the page store: finished pages on the disk of this node, a file each. What is dropped is only
/// stamped ([DropStamps]); the file of a page that is no longer right is written over when the page is made anew.
///
/// A shelf belongs to one program, its settings, one life of the database and one run of the machine: whatever is
/// different, another folder begins empty. So what the operating system may have lost with a power cut is never read.
final class PageShelf {

    private static final Logger LOG = System.getLogger("depesche.web");

    /// Hexadecimal digits of a file's folder: 4,096 of them, so that a million pages lie 250 to a folder.
    private static final int FOLDER_DIGITS = 3;
    private static final int NAME_DIGITS = 32;

    /// Pages of one article share the beginning of their names, whatever it was called meanwhile.
    private static final Pattern ARTICLE = Pattern.compile("(/\\d+)/.*");

    /// So much stays free for others, the database among them.
    private static final long BYTES_LEFT_FREE = 1L << 30;

    /// How long nothing is written after a write that failed.
    private static final long NANOS_AFTER_FAILURE = TimeUnit.MINUTES.toNanos(1);

    private final Path folder;
    private final DropStamps stamps;
    private final long mostBytes;
    private final AtomicLong written = new AtomicLong();
    private final FileStore disk;
    private volatile long restsUntil = System.nanoTime();

    /// Whether all changes of the time in which nobody looked are stamped; before that nothing here can be trusted.
    private volatile boolean isCurrent;

    private PageShelf(Path folder, DropStamps stamps, long mostBytes) throws IOException {
        this.folder = folder;
        this.disk = Files.getFileStore(folder);
        this.stamps = stamps;
        this.mostBytes = mostBytes;
    }

    /// @param folder holds the shelf of this identity, and none of another afterwards
    /// @param mostBytes nothing is added beyond
    static PageShelf open(Path folder, String identity, long mostBytes) throws IOException {
        String name = digest(identity).substring(0, NAME_DIGITS);
        Path mine = Files.createDirectories(folder.resolve(name));
        Thread.ofPlatform().daemon().name("old-pages").start(() -> deleteOthers(folder, name));
        return new PageShelf(mine, new DropStamps(mine.resolve("stamps")), mostBytes);
    }

    /// To be asked before a page's first row is read.
    long stamp() {
        return stamps.now();
    }

    Optional<ShelvedPage> find(String address) {
        if (!isCurrent) {
            return Optional.empty();
        }
        return read(address).filter(page -> stamps.isRight(page.stamp(), page.keys()));
    }

    private Optional<ShelvedPage> read(String address) {
        try {
            return ShelvedPage.read(Files.readAllBytes(file(address)), address);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException broken) {
            LOG.log(Level.WARNING, "pages.unreadable", broken);
            return Optional.empty();
        }
    }

    /// Nothing is written that was dropped since it was begun, or for which there is no room.
    void put(ShelvedPage page) {
        if (System.nanoTime() - restsUntil < 0 || !stamps.isRight(page.stamp(), page.keys())) {
            return;
        }
        try {
            byte[] bytes = page.written();
            Path file = file(page.address());
            long more = bytes.length - bytesOf(file);
            if (stamps.bytes() + more <= mostBytes && disk.getUsableSpace() > BYTES_LEFT_FREE) {
                write(file, bytes);
                stamps.addBytes(more);
            }
        } catch (IOException broken) {
            restsUntil = System.nanoTime() + NANOS_AFTER_FAILURE;
            LOG.log(Level.WARNING, "pages.unwritten", broken);
        }
    }

    private static long bytesOf(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Path beside = folder.resolve("new-" + written.incrementAndGet());
        Files.write(beside, bytes);
        try {
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException elsewhere) {
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// What was withdrawn does not stay on the disk, under whatever address it stood.
    void forgetArticle(long id) {
        String beginning = digest("/" + id).substring(0, NAME_DIGITS / 2);
        Path near = folder.resolve(beginning.substring(0, FOLDER_DIGITS));
        try (Stream<Path> files = Files.list(near)) {
            files.filter(file -> file.getFileName().toString().startsWith(beginning.substring(FOLDER_DIGITS)))
                    .forEach(this::delete);
        } catch (NoSuchFileException none) {
            LOG.log(Level.DEBUG, "pages.none", none);
        } catch (IOException broken) {
            LOG.log(Level.WARNING, "pages.undeleted", broken);
        }
    }

    private void delete(Path file) {
        try {
            long bytes = bytesOf(file);
            if (Files.deleteIfExists(file)) {
                stamps.addBytes(-bytes);
            }
        } catch (IOException broken) {
            LOG.log(Level.WARNING, "pages.undeleted", broken);
        }
    }

    void drop(Set<String> keys) {
        stamps.drop(keys);
    }

    /// All files are of no use from now on; they go by and by.
    void dropAll() {
        stamps.dropAll();
        FileTime until = FileTime.from(Instant.now());
        Thread.ofPlatform().daemon().name("dropped-pages").start(() -> deleteUntil(until));
    }

    private void deleteUntil(FileTime until) {
        try (Stream<Path> all = Files.find(folder, 2, (path, about) -> isPage(path, about, until))) {
            all.forEach(this::delete);
        } catch (IOException | UncheckedIOException left) {
            LOG.log(Level.DEBUG, "pages.dropped", left);
        }
    }

    private boolean isPage(Path path, BasicFileAttributes about, FileTime until) {
        return about.isRegularFile()
                && path.getNameCount() > folder.getNameCount() + 1
                && about.lastModifiedTime().compareTo(until) < 0;
    }

    Optional<DropStamps.Seen> seen() {
        return stamps.seen();
    }

    /// From now on pages are found here.
    void saw(DropStamps.Seen seen) {
        stamps.saw(seen);
        isCurrent = true;
    }

    private Path file(String address) {
        Matcher article = ARTICLE.matcher(address);
        String beginning =
                digest(article.matches() ? article.group(1) : address).substring(0, NAME_DIGITS / 2);
        String end = digest(address).substring(0, NAME_DIGITS / 2);
        return folder.resolve(beginning.substring(0, FOLDER_DIGITS)).resolve(beginning.substring(FOLDER_DIGITS) + end);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void deleteOthers(Path folder, String name) {
        try (Stream<Path> shelves = Files.list(folder)) {
            shelves.filter(shelf -> !shelf.getFileName().toString().equals(name))
                    .forEach(PageShelf::deleteWhole);
        } catch (IOException left) {
            LOG.log(Level.DEBUG, "pages.old", left);
        }
    }

    private static void deleteWhole(Path shelf) {
        try (Stream<Path> all = Files.walk(shelf)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException left) {
            LOG.log(Level.DEBUG, "pages.old", left);
        }
    }
}
