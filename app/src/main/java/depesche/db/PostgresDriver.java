package depesche.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/// How the driver is set for every connection of ours.
final class PostgresDriver {

    private PostgresDriver() {}

    /// Without a limit to how long a statement may be silent.
    static Connection patient(PostgresAddress address) throws SQLException {
        var properties = new Properties();
        properties.putAll(properties());
        properties.setProperty("socketTimeout", "0");
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        return DriverManager.getConnection(address.url(), properties);
    }

    /// A server that vanished without a word fails a query after a minute. Far more than our longest
    /// statement takes; a server that says goodbye, or refuses, fails it at once.
    static Map<String, String> properties() {
        return Map.of(
                "ApplicationName", "depesche",
                "connectTimeout", "4",
                "loginTimeout", "4",
                "socketTimeout", "60",
                "tcpKeepAlive", "true",
                "prepareThreshold", "3",
                "reWriteBatchedInserts", "true");
    }
}
