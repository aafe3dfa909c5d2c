package depesche.search;

import depesche.db.ConnectionPool;
import depesche.db.PostgresAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// An index in a process of its own, to be killed.
final class MortalIndex {

    private MortalIndex() {}

    static Process start(PostgresAddress address, Path data) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                MortalIndex.class.getName(),
                address.url(),
                address.user(),
                address.password(),
                data.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Runs until it is killed.
    public static void main(String[] arguments) throws InterruptedException {
        var pool = ConnectionPool.open(new PostgresAddress(arguments[0], arguments[1], arguments[2]));
        var index = new SearchIndex(pool.database(), Path.of(arguments[3]));
        index.start();
        Thread.currentThread().join();
    }
}
