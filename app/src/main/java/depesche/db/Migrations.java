package depesche.db;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings the schema of a database up to this program's. Any number of nodes may do so at once; one
/// works, the others wait for it. A schema newer than the program is left as it is.
public final class Migrations {

    private Migrations() {}

    public static void run(PostgresAddress address) {
        try {
            migrate(address);
        } catch (FlywayException broken) {
            throw new DatabaseDidNotStart(
                    "The tables of %s cannot be brought up to this release: %s".formatted(address, broken.getMessage()),
                    broken);
        }
    }

    private static void migrate(PostgresAddress address) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(address.url(), address.user(), address.password())
                .locations("classpath:migrations")
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .load()
                .migrate();
    }
}
