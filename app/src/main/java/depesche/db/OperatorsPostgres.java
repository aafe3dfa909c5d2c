package depesche.db;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// The operator's own PostgreSQL, looked at before it is used: there, new enough, in UTF-8.
final class OperatorsPostgres {

    private static final int OLDEST = 18;

    private OperatorsPostgres() {}

    static void check(PostgresAddress address) {
        var properties = new Properties();
        properties.putAll(PostgresDriver.properties());
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        try (var connection = DriverManager.getConnection(address.url(), properties);
                var statement = connection.createStatement();
                var encoding = statement.executeQuery("show server_encoding")) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST) {
                throw new DatabaseDidNotStart("The database %s is PostgreSQL %d; Depesche needs %d or newer."
                        .formatted(address, version, OLDEST));
            }
            encoding.next();
            if (!"UTF8".equals(encoding.getString(1))) {
                throw new DatabaseDidNotStart("The database %s is in %s; Depesche needs one in UTF8."
                        .formatted(address, encoding.getString(1)));
            }
        } catch (SQLException refused) {
            throw new DatabaseDidNotStart(
                    "The database %s cannot be used: %s".formatted(address, refused.getMessage()), refused);
        }
    }
}
