package depesche.db;

import java.util.Map;

/// How the driver is set for every connection of ours.
final class PostgresDriver {

    private PostgresDriver() {}

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
