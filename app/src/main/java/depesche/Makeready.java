package depesche;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.regex.Pattern;

/// Asks a made-up newsroom for its pages, feeds and searches, as readers do. Java notes meanwhile what classes that
/// takes and how they are used, and the next start finds all of it made ready.
final class Makeready {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)\"");

    /// What no link of the front page leads to.
    private static final List<String> BESIDES = List.of(
            "/search?q=hafen",
            "/search?q=%22am+hafen%22+-sturm",
            "/sitemap.xml",
            "/robots.txt",
            "/activity/paper",
            "/desk/sign-in",
            "/api/v1/search?q=hafen",
            "/no-such-page");

    private final URI site;
    private final HttpClient client = HttpClient.newHttpClient();

    Makeready(URI site) {
        this.site = site;
    }

    void run() {
        SequencedSet<String> paths = new LinkedHashSet<>(BESIDES);
        LINK.matcher(ask("/")).results().map(link -> link.group(1)).forEach(paths::add);
        paths.forEach(this::ask);
    }

    private String ask(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(site.resolve(path)).timeout(PATIENCE).build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 500) {
                throw new IllegalStateException(path + " is answered with " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The makeready was interrupted.", stopped);
        }
    }
}
