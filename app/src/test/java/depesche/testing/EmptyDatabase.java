package depesche.testing;

import depesche.db.ConnectionPool;
import depesche.db.OpenDatabase;
import depesche.db.PostgresAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A database without tables beside another, owned by somebody who is no superuser: what a backup is restored into.
public final class EmptyDatabase {

    private static final AtomicInteger MADE = new AtomicInteger();

    private EmptyDatabase() {}

    public static OpenDatabase beside(PostgresAddress here) {
        String name = "restored_" + ProcessHandle.current().pid() + "_" + MADE.incrementAndGet();
        try (var pool = ConnectionPool.open(here)) {
            for (String sql : List.of(
                    "create role " + name + " login password 'plain'",
                    "create database " + name + " owner " + name + " template template0")) {
                pool.database().read(tx -> tx.execute(sql));
            }
        }
        String url = here.url().replaceFirst("/[^/]*$", "/" + name);
        return OpenDatabase.at(new PostgresAddress(url, name, "plain"), "node");
    }
}
