package depesche.testing;

import depesche.account.Actor;
import depesche.article.AmendResult;
import depesche.article.Amending;
import depesche.article.Amendment;
import depesche.article.Article;
import depesche.article.ArticlePages;
import depesche.article.PublishResult;
import depesche.article.Publishing;
import depesche.article.SaveResult;
import depesche.article.Submission;
import depesche.article.Writing;
import depesche.db.Database;
import depesche.db.PostgresAddress;
import depesche.job.Jobs;
import depesche.topic.NewTopic;
import depesche.topic.TopicMaking;
import depesche.web.PageChanges;
import depesche.web.PageStore;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneId;
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

    /// How long publishing takes here by the clock.
    public static final Duration UNTIL_PUBLISHED = Duration.ofMinutes(7);

    public static final Actor ADA = Actor.program("Ada");

    private final TestDatabase database = TestDatabase.fresh();
    public final TestClock clock = TestClock.at("2026-11-23T08:00:00Z");
    private TestSite site;
    public PageStore store;
    public PageChanges changes;
    private Writing writing;
    private Publishing publishing;
    private Amending amending;

    @Override
    public void beforeAll(ExtensionContext context) {
        database.beforeAll(context);
        site = TestSite.open(database.database(), clock);
        store = site.store();
        changes = new PageChanges(database.database(), store);
        var pages = new ArticlePages(changes, () -> ZoneId.of("Europe/Berlin"));
        writing = new Writing(database.database(), pages, new Jobs(clock), () -> Locale.GERMAN, clock);
        publishing = new Publishing(pages, clock);
        amending = new Amending(writing, pages, clock);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        site.close();
        database.afterAll(context);
    }

    public Database database() {
        return database.database();
    }

    /// For connections beside the pool.
    public PostgresAddress postgres() {
        return database.address();
    }

    public String address() {
        return site.address();
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
        clock.advance(UNTIL_PUBLISHED);
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
        amend(article, new Amendment.Kill("wrong"));
    }

    public void amend(Article article, Amendment amendment) {
        clock.advance(Duration.ofMinutes(1));
        AmendResult result = database().write(tx -> amending.amend(tx, article.id(), amendment, ADA));
        if (!(result instanceof AmendResult.Amended)) {
            throw new AssertionError(result);
        }
    }

    public HttpResponse<String> get(String path, String... headers) {
        return site.get(path, headers);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return site.send(request);
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
                Optional.empty(),
                Optional.empty());
    }
}
