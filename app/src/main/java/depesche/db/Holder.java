package depesche.db;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/// Who holds a data folder; where its PostgreSQL answers, if others may use it; where its site is, if it shows one.
/// The file with it is for the eyes of the folder's owner only; it is true as long as that very process lives.
record Holder(long pid, Instant startedAt, Purpose purpose, Optional<PostgresAddress> address, Optional<URI> site) {

    private static final String FILE = "depesche.holder";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    static Holder ourselves(Purpose purpose) {
        ProcessHandle us = ProcessHandle.current();
        return new Holder(us.pid(), startOf(us), purpose, Optional.empty(), Optional.empty());
    }

    Holder answeringAt(PostgresAddress there) {
        return new Holder(pid, startedAt, purpose, Optional.of(there), site);
    }

    Holder showingAt(URI there) {
        return new Holder(pid, startedAt, purpose, address, Optional.of(there));
    }

    /// Numbers of processes are used again, in containers always the same ones; the start tells us from a
    /// former self. It is compared within one process only, for two may reckon it differently.
    boolean isOurselves() {
        ProcessHandle us = ProcessHandle.current();
        return pid == us.pid() && startedAt.equals(startOf(us));
    }

    private boolean isAlive() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    static Optional<Holder> of(Path folder) {
        try {
            var properties = new Properties();
            properties.load(new StringReader(Files.readString(folder.resolve(FILE))));
            return read(properties).filter(Holder::isAlive);
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new DatabaseDidNotStart(
                    "%s cannot be read. Run this as the user who runs Depesche.".formatted(folder.resolve(FILE)),
                    unreadable);
        }
    }

    private static Optional<Holder> read(Properties properties) {
        String pid = properties.getProperty("pid", "");
        if (pid.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Holder(
                Long.parseLong(pid),
                Instant.parse(properties.getProperty("started-at")),
                Purpose.valueOf(properties.getProperty("purpose")),
                Optional.ofNullable(properties.getProperty("url"))
                        .map(url -> new PostgresAddress(
                                url, properties.getProperty("user"), properties.getProperty("password"))),
                Optional.ofNullable(properties.getProperty("site")).map(URI::create)));
    }

    void writeTo(Path folder) {
        var properties = new Properties();
        properties.setProperty("pid", Long.toString(pid));
        properties.setProperty("started-at", startedAt.toString());
        properties.setProperty("purpose", purpose.name());
        address.ifPresent(there -> {
            properties.setProperty("url", there.url());
            properties.setProperty("user", there.user());
            properties.setProperty("password", there.password());
        });
        site.ifPresent(there -> properties.setProperty("site", there.toString()));
        Path scratch = folder.resolve(FILE + ".new");
        try {
            var text = new StringWriter();
            properties.store(text, null);
            Files.deleteIfExists(scratch);
            Files.createFile(scratch, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(scratch, text.toString());
            Files.move(scratch, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException broken) {
            throw new DatabaseDidNotStart("%s cannot be written: %s".formatted(scratch, broken), broken);
        }
    }

    static void forget(Path folder) {
        Folders.remove(folder.resolve(FILE));
    }
}
