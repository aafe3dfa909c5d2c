package depesche.site;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.config.MailSettings;
import depesche.config.Settings;
import depesche.db.Database;
import depesche.feed.FeedRoutes;
import depesche.web.PageStore;
import depesche.web.Routes;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The site while its database cannot be reached: at this port nobody listens.
class DatabaseAwayTest {

    private final Database nowhere = new Database(Jdbi.create("jdbc:postgresql://127.0.0.1:1/away"));
    private final PageStore store = new PageStore(1 << 20, InstantSource.system());
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server = vertx.createHttpServer();

    @BeforeEach
    void open() {
        var router = Router.router(vertx);
        router.route().handler(context -> {
            if (!store.serve(context.request())) {
                context.next();
            }
        });
        var site = SiteRoutes.of(settings(), nowhere, store);
        var routes = new Routes(router, command -> Thread.ofVirtual().start(command), site::tell);
        new FeedRoutes(settings(), nowhere, store, InstantSource.system()).on(routes);
        site.on(routes);
        server.requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        store.close();
    }

    @Test
    void whatMustBeReadIsUnavailableForAMomentAndSaysSo() throws Exception {
        for (String path : List.of("/", "/17/sturm", "/topics/hafen", "/feed.atom", "/sitemap.xml", "/imprint")) {
            HttpResponse<String> answer = get(path);

            assertThat(answer.statusCode()).as(path).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).isPresent();
            assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
            assertThat(answer.body()).contains("Einen Augenblick, bitte");
        }
    }

    @Test
    void whatNeedsNoDatabaseIsStillServed() throws Exception {
        assertThat(get("/robots.txt").statusCode()).isEqualTo(200);
        assertThat(get("/robots.txt?again").statusCode()).isEqualTo(200);
        assertThat(get("/favicon.ico").statusCode()).isEqualTo(200);
        assertThat(store.stands("/robots.txt")).isTrue();
        assertThat(store.stands("/")).isFalse();
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var address = URI.create("http://127.0.0.1:" + server.actualPort() + path);
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static Settings settings() {
        var mail = new MailSettings(
                Optional.empty(),
                "news@lantern.example",
                "lantern.example",
                1,
                Optional.empty(),
                "d",
                "lantern.example");
        return new Settings(
                Path.of("target"),
                "127.0.0.1",
                0,
                URI.create("https://lantern.example"),
                Optional.empty(),
                mail,
                Duration.ZERO,
                new Settings.Site("The Lantern", Locale.GERMAN, ZoneId.of("Europe/Berlin")));
    }
}
