package depesche.db;

import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// Transactions on PostgreSQL. A use case opens one, in one visible block, and makes no network call
/// inside it; what must happen after the commit is registered with [Handle#afterCommit].
///
/// When the database cannot be reached each method throws [DatabaseUnavailable]; any other fault of
/// SQL flies on as Jdbi's own exception.
public final class Database {

    private final Jdbi jdbi;

    public Database(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Single statements that only read, each on its own snapshot.
    public <T> T read(Function<Handle, T> reading) {
        return translated(() -> jdbi.withHandle(reading::apply));
    }

    /// One statement that writes, a transaction by itself: a round trip less than [#write].
    public <T> T alone(Function<Handle, T> writing) {
        return translated(() -> jdbi.withHandle(writing::apply));
    }

    /// One transaction at read committed.
    public <T> T write(Function<Handle, T> writing) {
        return translated(() -> jdbi.inTransaction(writing::apply));
    }

    /// As [#write], for work without a result.
    public void change(Consumer<Handle> writing) {
        write(tx -> {
            writing.accept(tx);
            return true;
        });
    }

    /// One transaction that sees one snapshot from its first statement to its last (repeatable read).
    public <T> T inSnapshot(Function<Handle, T> working) {
        return translated(() -> jdbi.inTransaction(tx -> {
            // Jdbi's own way asks for the level, sets it for the session and sets it back: three round trips more.
            tx.execute("set transaction isolation level repeatable read");
            return working.apply(tx);
        }));
    }

    private static <T> T translated(Work<T> work) {
        try {
            return work.run();
        } catch (JdbiException broken) {
            if (isGone(broken)) {
                throw new DatabaseUnavailable(broken);
            }
            throw broken;
        }
    }

    private static boolean isGone(Throwable broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && Outage.isToldBy(sql)) {
                return true;
            }
        }
        return false;
    }

    private interface Work<T> {
        T run();
    }
}
