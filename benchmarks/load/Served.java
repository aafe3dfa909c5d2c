package load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `./depesche serve` as in life: a process of its own, spoken to from outside.
final class Served implements AutoCloseable {

    private final Shell.Running running;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final Path data;
    private final Path log;
    private final int port;
    private final String token;

    private Served(Shell.Running running, Path data, Path log, int port) {
        this.running = running;
        this.data = data;
        this.log = log;
        this.port = port;
        await("listening on ");
        String[] lines = Shell.quietly("./depesche", "token", "add", "bench-" + port, "--role", "admin", "--data", data + "")
                .strip()
                .split("\n");
        this.token = lines[lines.length - 1].strip();
    }

    /// Starts it on the data folder and waits until it answers.
    static Served start(Path data, Map<String, String> settings) {
        int port = freePort();
        Path log = data.resolveSibling("serve.log");
        var builder = Shell.builder("./depesche", "serve", "--port", port + "", "--data", data + "");
        builder.environment().putAll(settings);
        System.out.println("$ " + settings + " " + String.join(" ", builder.command()) + " &");
        try {
            var process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
            return new Served(new Shell.Running(process), data, log, port);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    JsonNode get(String path) {
        return call("GET", path, BodyPublishers.noBody(), "application/json");
    }

    JsonNode post(String path, String body) {
        return call("POST", path, BodyPublishers.ofString(body), "application/json");
    }

    JsonNode postFile(String path, Path file, String type) {
        try {
            return call("POST", path, BodyPublishers.ofFile(file), type);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// A page of the site, as it is.
    String page(String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url(path))).build();
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    String json(Map<String, ?> fields) {
        return json.valueToTree(fields).toString();
    }

    private JsonNode call(String method, String path, BodyPublisher body, String type) {
        var request = HttpRequest.newBuilder(URI.create(url("/api/v1" + path)))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .method(method, body)
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
            }
            return json.readTree(response.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /// Waits until the log holds a line with these words, and gives the last such line.
    String await(String words) {
        for (int i = 0; i < 1200; i++) {
            String found = logged(words);
            if (!found.isEmpty()) {
                return found;
            }
            if (!running.process().isAlive()) {
                throw new IllegalStateException("the program ended; its log: " + log);
            }
            pause(100);
        }
        throw new IllegalStateException("no \"" + words + "\" within two minutes; the program's log: " + log);
    }

    private String logged(String words) {
        try {
            return Files.readString(log).lines().filter(line -> line.contains(words)).reduce("", (_, last) -> last);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// One line: what the program and its PostgreSQL hold in memory now.
    String memory() {
        long pid = running.process().pid();
        String heap = Shell.quietly(System.getProperty("java.home") + "/bin/jcmd", pid + "", "GC.heap_info")
                .lines()
                .filter(line -> line.contains("heap") && line.contains("used"))
                .findFirst()
                .orElse("?")
                .strip();
        return "memory: JVM RSS %d MiB (%s); PostgreSQL PSS %d MiB, RSS %d MiB"
                .formatted(Memory.of(pid, "Rss"), heap, Memory.ofTree(postmaster(), "Pss"), Memory.ofTree(postmaster(), "Rss"));
    }

    private long postmaster() {
        try (var files = Files.walk(data.resolve("postgres"))) {
            Path file = files.filter(path -> path.endsWith("postmaster.pid")).findFirst().orElseThrow();
            return Long.parseLong(Files.readAllLines(file).getFirst());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        running.close();
    }
}
