package depesche.db;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The database of a newsroom for as long as this program uses it: opened by [DatabaseOpening], with all
/// migrations run. Closing gives back everything, and stops the bundled PostgreSQL if we started it.
public final class OpenDatabase implements AutoCloseable {

    private final PostgresAddress address;
    private final ConnectionPool pool;
    private final Database database;
    private final String node;
    private final List<Runnable> goodbyes;

    private OpenDatabase(PostgresAddress address, ConnectionPool pool, String node, List<Runnable> goodbyes) {
        this.address = address;
        this.pool = pool;
        this.database = pool.database();
        this.node = node;
        this.goodbyes = List.copyOf(goodbyes);
    }

    /// @param goodbyes what to do, in this order, after the last connection is closed
    public static OpenDatabase at(PostgresAddress address, String node, Runnable... goodbyes) {
        return new OpenDatabase(address, ConnectionPool.open(address), node, List.of(goodbyes));
    }

    public Database database() {
        return database;
    }

    public ConnectionPool pool() {
        return pool;
    }

    /// Where the database answers, for connections beside the pool.
    public PostgresAddress address() {
        return address;
    }

    /// A connection beside the pool for work that takes as long as it takes, such as a backup.
    public Handle patientHandle() {
        return Jdbi.create(() -> PostgresDriver.patient(address)).open();
    }

    /// The name of this node, kept over restarts.
    public String node() {
        return node;
    }

    @Override
    public void close() {
        pool.close();
        goodbyes.forEach(Runnable::run);
    }
}
