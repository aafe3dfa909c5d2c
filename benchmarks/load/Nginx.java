package load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// nginx as its experts set it up for files: a worker for each core, sendfile, no access log, ready gzip files, open
/// files remembered. In a folder of its own, where its workers may read.
final class Nginx implements AutoCloseable {

    private static final String CONFIGURATION = """
            daemon off;
            worker_processes %d;
            pid nginx.pid;
            error_log error.log;
            events { worker_connections 1024; }
            http {
                access_log off;
                sendfile on;
                tcp_nopush on;
                gzip_static on;
                keepalive_requests 1000000000;
                open_file_cache max=1000 inactive=60s;
                types { text/html html; }
                charset utf-8;
                server { listen 127.0.0.1:%d reuseport; root www; }
            }
            """;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Shell.Running running;
    private final Path folder;
    private final int port;

    private Nginx(Shell.Running running, Path folder, int port) {
        this.running = running;
        this.folder = folder;
        this.port = port;
    }

    static Nginx start() throws IOException {
        Path folder = Files.createTempDirectory("bench-nginx");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(folder.resolve("www"));
        int port = Served.freePort();
        String text = CONFIGURATION.formatted(Runtime.getRuntime().availableProcessors(), port);
        Path configuration = Files.writeString(folder.resolve("nginx.conf"), text);
        System.out.print(text);
        Path log = folder.resolve("out.log");
        return new Nginx(Shell.start(log, "nginx", "-p", folder + "", "-c", configuration + ""), folder, port);
    }

    String url(String name) {
        return "http://127.0.0.1:" + port + "/" + name + ".html";
    }

    /// Saves the page's bytes as files, plain and as gzip. The gzip form is made once the page was asked for twice.
    void take(String name, String url) {
        try {
            byte[] plain = fetched(url, "identity");
            byte[] gzip = gzip(url);
            Files.write(folder.resolve("www/" + name + ".html"), plain);
            Files.write(folder.resolve("www/" + name + ".html.gz"), gzip);
            Line.say("%s: %s, %d bytes, %d as gzip", name, url, plain.length, gzip.length);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private byte[] gzip(String url) {
        for (int i = 0; i < 50; i++) {
            byte[] bytes = fetched(url, "gzip");
            if (bytes[0] == 0x1f) {
                return bytes;
            }
            Served.pause(100);
        }
        throw new IllegalStateException("never compressed: " + url);
    }

    private byte[] fetched(String url, String coding) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url)).header("Accept-Encoding", coding);
            var response = client.send(request.build(), BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(url + " answered " + response.statusCode());
            }
            return response.body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        running.close();
        Shell.delete(folder);
    }
}
