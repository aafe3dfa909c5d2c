package depesche;

import depesche.config.Settings;
import depesche.db.DatabaseDidNotStart;
import depesche.db.DatabaseOpening;
import depesche.db.OpenDatabase;
import depesche.db.Purpose;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;

/// The database is opened while the HTTP server starts beside it: each waits mostly for things that the other does not
/// need. The server makes [Serving] by itself and can be handed nothing but words, hence the one place for both.
final class EarlyOpening {

    private static final AtomicReference<CompletableFuture<DatabaseOpening.Result>> BEGUN = new AtomicReference<>();

    private EarlyOpening() {}

    static void begin(Settings settings) {
        var result = new CompletableFuture<DatabaseOpening.Result>();
        BEGUN.set(result);
        Thread.ofPlatform().name("opening").start(() -> {
            try {
                DatabaseOpening.Result opened = open(settings);
                result.complete(opened);
                ask(opened);
            } catch (RuntimeException | Error broken) {
                result.completeExceptionally(broken);
            }
        });
    }

    /// What was begun; or begins now, where nothing was.
    ///
    /// @throws DatabaseDidNotStart as [DatabaseOpening#open]
    static DatabaseOpening.Result of(Settings settings) {
        CompletableFuture<DatabaseOpening.Result> begun = BEGUN.getAndSet(null);
        if (begun == null) {
            return open(settings);
        }
        try {
            return begun.join();
        } catch (CompletionException broken) {
            if (broken.getCause() instanceof DatabaseDidNotStart why) {
                throw why;
            }
            throw broken;
        }
    }

    /// Closes what nobody came for, since the HTTP server did not start.
    static void end() {
        CompletableFuture<DatabaseOpening.Result> begun = BEGUN.getAndSet(null);
        if (begun != null
                && begun.handle((result, _) -> result).join()
                        instanceof DatabaseOpening.Result.Opened(OpenDatabase database)) {
            database.close();
        }
    }

    /// The first question to a database loads what all others need, while the server still starts.
    private static void ask(DatabaseOpening.Result result) {
        if (result instanceof DatabaseOpening.Result.Opened(OpenDatabase database)) {
            var _ = database.database()
                    .read(handle -> handle.createQuery("select name from secret where name = :name")
                            .bind("name", "")
                            .mapTo(String.class)
                            .findOne());
        }
    }

    private static DatabaseOpening.Result open(Settings settings) {
        return DatabaseOpening.open(settings, Purpose.SERVE, System.err::println);
    }
}
