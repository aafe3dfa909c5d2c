package depesche.db;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// One run of PostgreSQL's main process, from start to end. To be started from a platform thread that
/// lives as long: when that thread dies, with or without the program, the kernel asks PostgreSQL to stop.
final class Postmaster {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(5);
    private static final Duration LONG = Duration.ofDays(1);

    private final Process process;
    private final Path cluster;
    private final int port;

    private Postmaster(Process process, Path cluster, int port) {
        this.process = process;
        this.cluster = cluster;
        this.port = port;
    }

    static Postmaster launch(List<String> command, File log, Path cluster, int port) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
            process.getOutputStream().close();
            return new Postmaster(process, cluster, port);
        } catch (IOException broken) {
            throw new DatabaseDidNotStart("PostgreSQL cannot be run: " + broken.getMessage(), broken);
        }
    }

    /// Below the range from which the kernel takes ports for outgoing connections, so that the same port
    /// is free when PostgreSQL has to be started again.
    static int freePort() {
        int port = randomPort();
        while (!isFree(port)) {
            port = randomPort();
        }
        return port;
    }

    private static int randomPort() {
        return ThreadLocalRandom.current().nextInt(20_000, 32_000);
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /// Waits until PostgreSQL takes connections, however long it has to recover; false if it ended instead.
    boolean isReadyInTheEnd() {
        while (!isReady()) {
            if (isEndedWithin(POLL)) {
                return false;
            }
        }
        return true;
    }

    private boolean isReady() {
        return PostmasterPid.read(cluster)
                .filter(file -> file.pid() == process.pid() && file.isReady())
                .isPresent();
    }

    void awaitEnd() {
        boolean isEnded = false;
        while (!isEnded) {
            isEnded = isEndedWithin(LONG);
        }
    }

    /// Ends sessions and stops in order; if that takes too long, at once.
    void stop() {
        for (String signal : List.of("INT", "QUIT", "KILL")) {
            if (process.isAlive()) {
                Tools.signal(signal, process.pid());
                isEndedWithin(STOP_PATIENCE);
            }
        }
    }

    private boolean isEndedWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DatabaseDidNotStart("Waiting for PostgreSQL was interrupted.", stopped);
        }
    }
}
