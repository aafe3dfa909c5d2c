package depesche.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Brings the schema of a database up to this program's. Any number of nodes may do so at once; one
/// works, the others wait for it. A schema newer than the program is left as it is.
public final class Migrations {

    /// The newest one. Where it is done, all are, for they are done in order and each wholly or not at all: a start
    /// that finds it need not wake Flyway.
    static final String NEWEST = "0032";

    private static final String LAST_DONE =
            "select version from flyway_schema_history where success order by installed_rank desc limit 1";

    private Migrations() {}

    public static void run(PostgresAddress address) {
        if (!isDone(address)) {
            run(address, MigrationVersion.LATEST);
        }
    }

    /// Whatever stands in the way is for Flyway to say.
    static boolean isDone(PostgresAddress address) {
        try (Connection connection = PostgresDriver.patient(address);
                Statement statement = connection.createStatement();
                ResultSet last = statement.executeQuery(LAST_DONE)) {
            return last.next() && NEWEST.equals(last.getString(1));
        } catch (SQLException _) {
            return false;
        }
    }

    /// Brings the schema up to an earlier release, for data of that time.
    public static void runTo(PostgresAddress address, String version) {
        run(address, MigrationVersion.fromVersion(version));
    }

    /// The newest version that this program knows.
    public static String newest(PostgresAddress address) {
        var known = configuration(address).load().info().all();
        return known[known.length - 1].getVersion().getVersion();
    }

    public static boolean isNewer(String version, String other) {
        return MigrationVersion.fromVersion(version).compareTo(MigrationVersion.fromVersion(other)) > 0;
    }

    private static void run(PostgresAddress address, MigrationVersion target) {
        try {
            configuration(address).target(target).load().migrate();
        } catch (FlywayException broken) {
            throw new DatabaseDidNotStart(
                    "The tables of %s cannot be brought up to this release: %s".formatted(address, broken.getMessage()),
                    broken);
        }
    }

    private static FluentConfiguration configuration(PostgresAddress address) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(address.url(), address.user(), address.password())
                .locations("classpath:migrations")
                .failOnMissingLocations(true)
                .validateMigrationNaming(true);
    }
}
