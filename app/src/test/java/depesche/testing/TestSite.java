package depesche.testing;

import depesche.config.Settings;
import depesche.db.Database;
import depesche.feed.FeedRoutes;
import depesche.masthead.Masthead;
import depesche.site.SiteRoutes;
import depesche.web.PageStore;
import depesche.web.Routes;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Map;

/// The pages and feeds of *The Lantern* on a real server, with a page store before them.
public final class TestSite implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final Vertx vertx = Vertx.vertx();
    private final PageStore store;
    private final HttpServer server;

    private TestSite(Database db, InstantSource clock) {
        store = new PageStore(32 << 20, clock);
        server = vertx.createHttpServer().requestHandler(router(db, clock));
    }

    public static TestSite open(Database db, InstantSource clock) {
        var site = new TestSite(db, clock);
        site.server
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return site;
    }

    private Router router(Database db, InstantSource clock) {
        Settings settings = TestSettings.of(Map.of());
        var router = Router.router(vertx);
        router.route().handler(routing -> {
            if (!store.serve(routing.request())) {
                routing.next();
            }
        });
        var site = SiteRoutes.of(settings, () -> Masthead.first(settings.site()), db, store);
        var routes = new Routes(router, command -> Thread.ofVirtual().start(command), site::tell, settings.proxies());
        site.onArticles(routes);
        new FeedRoutes(settings, db, store, clock).on(routes);
        site.on(routes);
        return router;
    }

    public PageStore store() {
        return store;
    }

    public String address() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public HttpResponse<String> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(address() + path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        store.close();
        client.close();
    }
}
