package depesche;

import depesche.db.Database;
import depesche.masthead.Mastheads;
import depesche.web.PageStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.JdbiException;

/// Where pages lie on the disk, and of which run before this one they may be taken: one by the same program with the
/// same settings, of the same life of the same database, since the machine was started. What cannot be told is unlike
/// anything else, so that nothing is taken.
final class PageShelving {

    private static final Logger LOG = System.getLogger("depesche");

    private static final long MOST_BYTES = 8L << 30;

    /// Linux's name for one run of the machine: what it had not yet written when its power went is lost with it.
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private PageShelving() {}

    /// Without a disk to write to, pages are kept in memory alone.
    static void open(Ground ground) {
        var settings = ground.settings();
        String identity = String.join(
                "\n",
                program().orElseGet(PageShelving::unlikeAnything),
                settings.baseUrl().toString(),
                site(ground),
                database(ground.db()).orElseGet(PageShelving::unlikeAnything),
                boot().orElseGet(PageShelving::unlikeAnything));
        try {
            ground.pages().openShelf(settings.data().resolve("pages"), identity, MOST_BYTES);
        } catch (UncheckedIOException broken) {
            LOG.log(Level.WARNING, "pages.memory-only", broken);
        }
    }

    /// What the desk set since is a change like any other: the pages that show it are dropped.
    private static String site(Ground ground) {
        return ground.db().read(Mastheads::isAnySet)
                ? "set at the desk"
                : ground.head().first().toString();
    }

    private static String unlikeAnything() {
        return UUID.randomUUID().toString();
    }

    /// The packaged program; classes in a folder change one by one.
    private static Optional<String> program() {
        CodeSource source = PageStore.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            Path jar = Path.of(source.getLocation().toURI());
            return Files.isRegularFile(jar)
                    ? Optional.of(jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar))
                    : Optional.empty();
        } catch (IOException | URISyntaxException | IllegalArgumentException elsewhere) {
            return Optional.empty();
        }
    }

    /// A restored database begins a new epoch; a copy that was promoted, a new timeline.
    private static Optional<String> database(Database db) {
        try {
            return Optional.of(db.read(
                    handle -> handle.createQuery("""
                            select epoch || ' ' || system_identifier || ' ' || timeline_id
                              from newsroom, pg_control_system(), pg_control_checkpoint()
                            """).mapTo(String.class).one()));
        } catch (JdbiException refused) {
            return Optional.empty();
        }
    }

    private static Optional<String> boot() {
        try {
            return Optional.of(Files.readString(BOOT).strip());
        } catch (IOException none) {
            return Optional.empty();
        }
    }
}
