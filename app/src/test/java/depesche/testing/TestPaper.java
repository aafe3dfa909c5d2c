package depesche.testing;

import depesche.account.Actor;
import depesche.article.Article;
import depesche.article.ArticlePages;
import depesche.article.PublishResult;
import depesche.article.Publishing;
import depesche.article.SaveResult;
import depesche.article.Submission;
import depesche.article.Writing;
import depesche.config.MailSettings;
import depesche.config.Settings;
import depesche.db.Database;
import depesche.feed.FeedRoutes;
import depesche.job.Jobs;
import depesche.site.SiteRoutes;
import depesche.topic.NewTopic;
import depesche.topic.TopicMaking;
import depesche.web.PageChanges;
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
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// *The Lantern* over HTTP: the site's routes on a real server and a real database, with Ada to edit it.
public final class TestPaper implements BeforeAllCallback, AfterAllCallback {

    public static final Actor ADA = Actor.program("Ada");

    private final TestDatabase database = TestDatabase.fresh();
    private final HttpClient client = HttpClient.newHttpClient();
    public final TestClock clock = TestClock.at("2026-11-23T08:00:00Z");
    private Vertx vertx;
    private HttpServer server;
    public PageStore store;
    public PageChanges changes;
    private Writing writing;
    private Publishing publishing;

    @Override
    public void beforeAll(ExtensionContext context) {
        database.beforeAll(context);
        store = new PageStore(32 << 20, clock);
        changes = new PageChanges(database.database(), store);
        var pages = new ArticlePages(changes);
        writing = new Writing(database.database(), pages, new Jobs(clock), Locale.GERMAN, clock);
        publishing = new Publishing(pages, clock);
        vertx = Vertx.vertx();
        server = vertx.createHttpServer().requestHandler(router());
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    private Router router() {
        var router = Router.router(vertx);
        router.route().handler(routing -> {
            if (!store.serve(routing.request())) {
                routing.next();
            }
        });
        var site = SiteRoutes.of(settings(), database.database(), store);
        var routes = new Routes(router, command -> Thread.ofVirtual().start(command), site::tell);
        new FeedRoutes(settings(), database.database(), store, clock).on(routes);
        site.on(routes);
        return router;
    }

    private Settings settings() {
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

    @Override
    public void afterAll(ExtensionContext context) {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        store.close();
        database.afterAll(context);
    }

    public Database database() {
        return database.database();
    }

    public String address() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public void topic(String slug, String german, String english, String parent) {
        new TopicMaking(database(), changes, clock)
                .make(new NewTopic(
                        slug,
                        Map.of("de", german, "en", english),
                        List.of(),
                        Optional.of(parent).filter(text -> !text.isEmpty())));
    }

    public Article draft(Submission submission) {
        return switch (writing.create(submission, ADA)) {
            case SaveResult.Saved(Article article, boolean _) -> article;
            case SaveResult other -> throw new AssertionError(other);
        };
    }

    public Article publish(Submission submission) {
        Article article = draft(submission);
        return publish(article);
    }

    public Article publish(Article article) {
        clock.advance(Duration.ofMinutes(7));
        return switch (database().write(tx -> publishing.publish(tx, article.id()))) {
            case PublishResult.Published(Article published, var _) -> published;
            case PublishResult other -> throw new AssertionError(other);
        };
    }

    public void edit(Article article, Submission submission) {
        clock.advance(Duration.ofMinutes(1));
        if (!(writing.edit(article.id(), OptionalInt.empty(), submission, ADA) instanceof SaveResult.Saved)) {
            throw new AssertionError(submission);
        }
    }

    public void kill(Article article) {
        database().change(tx -> {
            tx.createUpdate("""
                            update article
                               set state = 'killed', killed_at = :now, kill_reason = 'wrong'
                             where id = :id
                            """)
                    .bind("now", clock.instant())
                    .bind("id", article.id().value())
                    .execute();
            changes.record(tx, java.util.Set.of(article.id().pageKey(), "front"));
        });
    }

    public HttpResponse<String> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(address() + path));
        if (headers.length > 0) {
            request.headers(Arrays.copyOf(headers, headers.length));
        }
        return send(request);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }

    public static Submission text(String headline, String... topics) {
        return new Submission(
                headline,
                Optional.of("Hafen"),
                Optional.of("Die Böen erreichten in der Nacht Orkanstärke. Alle Schiffe bleiben am Kai."),
                Optional.empty(),
                "<p>Der Wind kam um <em>drei Uhr</em>.</p><p>Die Hafenverwaltungsgesellschaft sperrte alles.</p>",
                Optional.of("de"),
                List.of("Tom Tinte", "Ada Abend"),
                Optional.of("Brandmünde"),
                List.of("Hafenmeisterei"),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(topics),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
