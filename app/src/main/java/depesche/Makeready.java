package depesche;

import depesche.article.ArticleId;
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
import java.util.stream.Gatherers;

/// Makes a made-up newsroom, and at its next start asks it for its pages, feeds and searches, as readers do. Java notes
/// meanwhile what classes that takes and how they are used, and each start finds all of it made ready.
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

    private final Newsroom newsroom;
    private final Demo demo;
    private final URI site;
    private final HttpClient client = HttpClient.newHttpClient();

    Makeready(Newsroom newsroom) {
        var settings = newsroom.ground().settings();
        this.newsroom = newsroom;
        this.demo = new Demo(newsroom, System.out);
        this.site = URI.create("http://" + settings.host() + ":" + settings.port());
    }

    /// @param what `fill` makes the newsroom and lets half of its pages be asked for so often that they lie on the disk
    ///     at the next start; `read`, at that start, asks for all of them and publishes what was left
    void run(String what) {
        switch (what) {
            case "fill" -> {
                demo.setUp();
                List<String> half = half(paths());
                half.forEach(this::ask);
                half.forEach(this::ask);
            }
            case "read" -> {
                paths().forEach(this::ask);
                paths().forEach(this::ask);
                demo.announce(unpublished());
                paths().forEach(this::ask);
            }
            default -> throw new IllegalArgumentException(what);
        }
    }

    private ArticleId unpublished() {
        return newsroom.ground()
                .db()
                .read(handle -> handle.createQuery("select id from article where state = 'draft'")
                        .mapTo(Long.class)
                        .map(ArticleId::new)
                        .one());
    }

    private List<String> paths() {
        SequencedSet<String> paths = new LinkedHashSet<>(BESIDES);
        LINK.matcher(ask("/")).results().map(link -> link.group(1)).forEach(paths::add);
        return List.copyOf(paths);
    }

    private static List<String> half(List<String> all) {
        return all.stream().gather(Gatherers.windowFixed(2)).map(List::getFirst).toList();
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
