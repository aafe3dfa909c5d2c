package depesche.preflight.house;

import depesche.config.Settings;
import depesche.db.Database;
import java.util.ArrayList;
import java.util.List;

/// Whether the database answers, keeps what it confirms, and lets enough of us in.
final class DatabaseCheck implements Check {

    private static final String SUBJECT = "database";
    private static final int NEEDED_BY_A_NODE = 30;

    private final Settings settings;
    private final Database db;

    DatabaseCheck(Settings settings, Database db) {
        this.settings = settings;
        this.db = db;
    }

    private record Facts(String version, boolean isForced, int connections, String size) {}

    @Override
    public List<Finding> look() {
        return told(db.read(handle -> handle.createQuery("""
                            select current_setting('server_version') as version,
                                   current_setting('fsync')::boolean
                                   and current_setting('synchronous_commit') <> 'off' as is_forced,
                                   current_setting('max_connections')::int
                                   - current_setting('superuser_reserved_connections')::int as connections,
                                   pg_size_pretty(pg_database_size(current_database())) as size
                            """)
                .map((row, _) -> new Facts(
                        row.getString("version"),
                        row.getBoolean("is_forced"),
                        row.getInt("connections"),
                        row.getString("size")))
                .one()));
    }

    private List<Finding> told(Facts facts) {
        List<Finding> found = new ArrayList<>();
        String whose = settings.database().map(theirs -> theirs.url()).orElse("the bundled one");
        found.add(Finding.ok(SUBJECT, "PostgreSQL " + facts.version() + ", " + whose + ", " + facts.size()));
        if (!facts.isForced()) {
            found.add(Finding.fail(
                    SUBJECT,
                    "fsync or synchronous_commit is off: after a crash of its machine the database may not know what was"
                            + " sent, and readers get it twice"));
        }
        if (facts.connections() < NEEDED_BY_A_NODE) {
            found.add(Finding.warn(
                    SUBJECT,
                    "it lets in " + facts.connections() + " connections; each node needs up to " + NEEDED_BY_A_NODE
                            + " (max_connections)"));
        }
        return found;
    }
}
