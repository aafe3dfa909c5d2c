package depesche.testing;

import depesche.db.ConnectionPool;
import depesche.db.Database;
import depesche.db.PostgresAddress;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/// A fresh database with the paper's tables for one test class, on the one PostgreSQL that the run
/// starts. Its sessions keep a strange time zone, so that no query leans on it.
///
/// `@RegisterExtension static final TestDatabase db = TestDatabase.fresh();`
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {

    private static final ZoneId STRANGE = ZoneId.of("Pacific/Chatham");

    private @Nullable PostgresAddress address;
    private @Nullable ConnectionPool pool;

    private TestDatabase() {}

    public static TestDatabase fresh() {
        return new TestDatabase();
    }

    public Database database() {
        return pool().database();
    }

    public ConnectionPool pool() {
        return Optional.ofNullable(pool).orElseThrow();
    }

    public PostgresAddress address() {
        return Optional.ofNullable(address).orElseThrow();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        var server = context.getRoot()
                .getStore(Namespace.create(TestServer.class))
                .computeIfAbsent(TestServer.class, _ -> TestServer.start(), TestServer.class);
        address = server.freshDatabase();
        pool = ConnectionPool.openIn(address(), STRANGE);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        pool().close();
    }
}
