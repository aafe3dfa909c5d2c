package depesche.db;

import depesche.config.Settings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Opens a newsroom's database: the operator's PostgreSQL where one is set, else the bundled one in the
/// data folder, which a command shares with the server that runs it.
public final class DatabaseOpening {

    private static final long POLL_MILLIS = 50;
    private static final int POLLS_FOR_A_NAME = 40;
    private static final int POLLS_FOR_A_COMMAND = 200;

    private final Settings settings;
    private final Purpose purpose;
    private final Consumer<String> tell;

    private boolean hasTold;

    private DatabaseOpening(Settings settings, Purpose purpose, Consumer<String> tell) {
        this.settings = settings;
        this.purpose = purpose;
        this.tell = tell;
    }

    /// How opening can end. What is broken is a [DatabaseDidNotStart].
    public sealed interface Result {

        record Opened(OpenDatabase database) implements Result {}

        /// Another program holds the data folder.
        ///
        /// @param sentence for the operator: who holds it, and what to do
        record InUse(String sentence) implements Result {}
    }

    /// @param tell hears in a sentence for what has to be waited
    public static Result open(Settings settings, Purpose purpose, Consumer<String> tell) {
        return new DatabaseOpening(settings, purpose, tell).open();
    }

    private Result open() {
        return switch (purpose) {
            case SERVE, ALONE ->
                hold(settings.data())
                        .<Result>map(folder -> new Result.Opened(openIn(folder)))
                        .orElseGet(() -> new Result.InUse(inUse(settings.data())));
            case COMMAND ->
                new Result.Opened(external().map(DatabaseOpening::connect).orElseGet(() -> command(settings.data())));
        };
    }

    /// A command is soon done, such as a bounce that a mail server pipes in while no server runs: it is waited for a
    /// little. Whoever else holds the folder keeps it.
    private Optional<DataFolder> hold(Path path) {
        for (int i = 0; i < POLLS_FOR_A_COMMAND; i++) {
            var folder = DataFolder.hold(path, purpose);
            var holder = Holder.of(path);
            boolean isSoonDone =
                    holder.map(it -> it.purpose() == Purpose.COMMAND).orElse(true);
            if (folder.isPresent() || !isSoonDone) {
                return folder;
            }
            holder.ifPresent(this::tellOnce);
            pause();
        }
        return Optional.empty();
    }

    private Optional<PostgresAddress> external() {
        return settings.database().map(theirs -> new PostgresAddress(theirs.url(), theirs.user(), theirs.password()));
    }

    private OpenDatabase openIn(DataFolder folder) {
        boolean isOpen = false;
        try {
            OpenDatabase database =
                    external().map(address -> connect(address, folder)).orElseGet(() -> openBundled(folder));
            isOpen = true;
            return database;
        } finally {
            if (!isOpen) {
                folder.close();
            }
        }
    }

    private OpenDatabase connect(PostgresAddress address, DataFolder folder) {
        OperatorsPostgres.check(address);
        migrate(address);
        return OpenDatabase.at(address, folder.node(), folder::close);
    }

    private OpenDatabase openBundled(DataFolder folder) {
        var postgres = new BundledPostgres(settings.data().resolve("postgres"));
        boolean isOpen = false;
        try {
            PostgresAddress address = postgres.start();
            migrate(address);
            if (purpose == Purpose.SERVE) {
                folder.announce(address);
            }
            OpenDatabase database = OpenDatabase.at(address, folder.node(), postgres::close, folder::close);
            isOpen = true;
            return database;
        } finally {
            if (!isOpen) {
                postgres.close();
            }
        }
    }

    /// Whoever works alone makes the tables as he needs them.
    private void migrate(PostgresAddress address) {
        if (purpose != Purpose.ALONE) {
            Migrations.run(address);
        }
    }

    private static OpenDatabase connect(PostgresAddress address) {
        OperatorsPostgres.check(address);
        Migrations.run(address);
        return OpenDatabase.at(address, passerBy());
    }

    /// Beside a server if there is one; else alone, after whoever came first.
    private OpenDatabase command(Path path) {
        while (true) {
            var folder = DataFolder.hold(path, purpose);
            if (folder.isPresent()) {
                return openIn(folder.get());
            }
            var holder = Holder.of(path);
            var address = holder.flatMap(Holder::address);
            if (address.isPresent()) {
                return OpenDatabase.at(address.get(), passerBy());
            }
            holder.ifPresent(this::tellOnce);
            pause();
        }
    }

    private static String passerBy() {
        return "command-" + UUID.randomUUID();
    }

    private void tellOnce(Holder holder) {
        if (!hasTold && !holder.isOurselves()) {
            tell.accept(
                    "Waiting for %s (process %d).".formatted(holder.purpose().words(), holder.pid()));
            hasTold = true;
        }
    }

    /// Whoever took the lock a moment ago writes its name a moment later.
    private static String inUse(Path path) {
        for (int i = 0; i < POLLS_FOR_A_NAME; i++) {
            var holder = Holder.of(path);
            if (holder.isPresent()) {
                return "The data folder %s is in use by %s (process %d). Stop it, or choose another folder with --data."
                        .formatted(
                                path,
                                holder.get().purpose().words(),
                                holder.get().pid());
            }
            pause();
        }
        return "The data folder %s is in use by another program. Stop it, or choose another folder with --data."
                .formatted(path);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DatabaseDidNotStart("Opening the database was interrupted.", stopped);
        }
    }
}
