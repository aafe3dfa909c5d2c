package depesche.api;

import depesche.account.LinkTokens;
import depesche.account.Readers;
import depesche.account.Role;
import depesche.account.Staff;
import depesche.account.Suppressing;
import depesche.account.Tokens;
import depesche.alert.Alerts;
import depesche.alert.Announcing;
import depesche.alert.Deadlines;
import depesche.alert.Retelling;
import depesche.article.Writing;
import depesche.channel.MailChoice;
import depesche.channel.PushSubscriptions;
import depesche.channel.Webhooks;
import depesche.config.Settings;
import depesche.db.Database;
import depesche.delivery.Deliveries;
import depesche.delivery.Progress;
import depesche.delivery.why.Explaining;
import depesche.follow.Erasing;
import depesche.follow.FollowImport;
import depesche.follow.ReaderOverviews;
import depesche.masthead.Redesigning;
import depesche.net.Confines;
import depesche.net.Resolver;
import depesche.picture.PictureImport;
import depesche.preflight.article.Rehearsal;
import depesche.preflight.article.Trial;
import depesche.search.Finding;
import depesche.story.StoryMaking;
import depesche.story.StoryRenaming;
import depesche.suggestion.Suggesting;
import depesche.suggestion.Training;
import depesche.suggestion.coverage.Deciding;
import depesche.taxonomy.Merging;
import depesche.taxonomy.Renaming;
import depesche.taxonomy.Splitting;
import depesche.taxonomy.Undoing;
import depesche.topic.TopicMaking;
import depesche.topic.Topics;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import depesche.web.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Supplier;

/// Every address of the API, in the order of the address.
public final class ApiRoutes {

    /// The use cases that the API calls.
    public record UseCases(
            Database db,
            Tokens tokens,
            Writing writing,
            Topics topics,
            Making making,
            PictureImport pictures,
            Finding finding,
            Suggestions suggestions,
            Telling telling,
            Readership readership) {}

    /// What articles are sorted by, and what stands above them.
    public record Making(
            TopicMaking topics,
            StoryMaking stories,
            StoryRenaming renaming,
            Deciding proposals,
            Taxonomy taxonomy,
            Redesigning redesigning) {}

    /// What is done to topics that are there.
    public record Taxonomy(Renaming renaming, Merging merging, Splitting splitting, Undoing undoing) {}

    /// Topics for a text, and learning them.
    ///
    /// @param language of a text that does not say its own
    public record Suggestions(Suggesting suggesting, Training training, Supplier<Locale> language) {}

    /// Alerts and what became of them, and what is looked at and tried before.
    ///
    /// @param staff who may get a trial
    public record Telling(
            Announcing announcing,
            Retelling retelling,
            Alerts alerts,
            Progress progress,
            Deliveries deliveries,
            Deadlines deadlines,
            Rehearsal rehearsal,
            Trial trial,
            Staff staff) {}

    /// Readers in, looked up, and out.
    public record Readership(
            FollowImport followImport,
            ReaderOverviews overviews,
            Erasing erasing,
            Suppressing suppressing,
            Channels channels,
            Explaining explaining) {}

    /// Browsers and webhooks, and where they may lead.
    public record Channels(
            PushSubscriptions subscriptions,
            Webhooks webhooks,
            MailChoice mailChoice,
            Resolver resolver,
            Confines confines,
            Readers readers,
            LinkTokens links,
            String pushKey,
            InstantSource clock) {}

    private static final String V1 = "/api/v1";

    private final UseCases use;
    private final Settings settings;
    private final URI baseUrl;

    public ApiRoutes(UseCases use, Settings settings) {
        this.use = use;
        this.settings = settings;
        this.baseUrl = settings.baseUrl();
    }

    /// How the API tells a problem, for its routes.
    public static Response tell(Request request, Problem problem) {
        return Response.problem(problem);
    }

    public void on(Routes routes) {
        var access = new Access(use.tokens());
        articles(routes, access);
        partners(routes, access);
        alerts(routes, access);
        readers(routes, access);
        channels(routes, access);
        var pictures = new PictureResource(use.db(), use.pictures(), baseUrl);
        routes.post(V1 + "/pictures", access.as(Role.REPORTER, pictures::create));
        search(routes, access);
        heads(routes, access);
        topics(routes, access);
        routes.get(V1 + "/authors", access.as(Role.REPORTER, new AuthorList(use.db(), baseUrl)::list));
        stories(routes, access);
        var suggestions = new TopicSuggestionResource(use.db(), use.suggestions());
        routes.post(V1 + "/topic-suggestions", access.as(Role.REPORTER, suggestions::create));
        routes.post(V1 + "/topic-suggestions/training", access.as(Role.CHIEF, suggestions::train));
        byte[] description = description();
        routes.get("/api/openapi.json", _ -> Response.of(200, "application/json", description));
        routes.anythingElse("/api/*", _ -> Response.problem(Problem.of(404, "not-found", "The API has no such call")));
    }

    private void stories(Routes routes, Access access) {
        var json = new StoryJson(baseUrl, use.suggestions().language());
        var stories =
                new StoryResource(use.db(), use.making().stories(), use.making().renaming(), json);
        routes.get(V1 + "/stories", access.as(Role.REPORTER, stories::list));
        routes.post(V1 + "/stories", access.as(Role.EDITOR, stories::create));
        routes.post(V1 + "/stories/:slug/rename", access.as(Role.EDITOR, stories::rename));
        var proposals = new StoryProposalResource(use.db(), use.making().proposals(), json);
        routes.get(V1 + "/story-proposals", access.as(Role.REPORTER, proposals::list));
        routes.post(V1 + "/story-proposals/:id/acceptance", access.as(Role.EDITOR, proposals::accept));
        routes.post(V1 + "/story-proposals/:id/dismissal", access.as(Role.EDITOR, proposals::dismiss));
        routes.post(V1 + "/story-proposals/:id/dismissal/undo", access.as(Role.EDITOR, proposals::undo));
    }

    private void search(Routes routes, Access access) {
        var search = new SearchResource(
                use.finding(),
                use.topics(),
                baseUrl,
                settings.site()::timeZone,
                use.suggestions().language());
        routes.get(V1 + "/search", access.as(Role.REPORTER, search::search));
        routes.get(V1 + "/search/suggestions", access.as(Role.REPORTER, search::suggestions));
    }

    private void heads(Routes routes, Access access) {
        var heads = new SiteResource(use.db(), use.making().redesigning());
        routes.get(V1 + "/site", access.as(Role.REPORTER, heads::read));
        routes.put(V1 + "/site", access.as(Role.ADMIN, heads::change));
        routes.post(V1 + "/site/undo", access.as(Role.ADMIN, heads::undo));
    }

    private void topics(Routes routes, Access access) {
        var json = new TopicJson(baseUrl);
        var topics = new TopicResource(use.db(), use.topics(), use.making().topics(), json);
        routes.get(V1 + "/topics", access.as(Role.REPORTER, topics::list));
        routes.post(V1 + "/topics", access.as(Role.CHIEF, topics::create));
        var operations = new TopicOperationResource(use.db(), use.making().taxonomy(), json);
        routes.post(V1 + "/topics/:slug/merge", access.as(Role.CHIEF, operations::merge));
        routes.post(V1 + "/topics/:slug/rename", access.as(Role.CHIEF, operations::rename));
        routes.post(V1 + "/topics/:slug/split", access.as(Role.CHIEF, operations::split));
        routes.post(V1 + "/topic-operations/:id/undo", access.as(Role.CHIEF, operations::undo));
    }

    private void articles(Routes routes, Access access) {
        var json = new ArticleJson(baseUrl);
        var articles =
                new ArticleResource(use.db(), use.writing(), use.telling().announcing(), json);
        var telling = use.telling();
        var reachJson = new ReachJson();
        var rehearsals =
                new RehearsalResource(use.db(), telling.rehearsal(), telling.trial(), telling.staff(), reachJson);
        var publication =
                new PublicationResource(use.db(), telling.announcing(), telling.deadlines(), rehearsals, json);
        var reach = new ReachResource(telling.rehearsal(), reachJson);
        routes.get(V1 + "/articles", access.as(Role.REPORTER, new ArticleList(use.db(), baseUrl)::list));
        routes.post(V1 + "/articles", access.as(Role.REPORTER, articles::create));
        routes.get(V1 + "/articles/:id", access.as(Role.REPORTER, articles::read));
        routes.put(V1 + "/articles/:id", access.as(Role.REPORTER, articles::change));
        routes.delete(V1 + "/articles/:id", access.as(Role.REPORTER, articles::spike));
        routes.post(V1 + "/articles/:id/publication", access.as(Role.EDITOR, publication::create));
        routes.get(V1 + "/articles/:id/reach", access.as(Role.REPORTER, reach::read));
        routes.post(V1 + "/articles/:id/trial", access.as(Role.EDITOR, rehearsals::trial));
        var amendments = new AmendmentResource(use.db(), telling.retelling(), telling.deadlines());
        routes.post(V1 + "/articles/:id/update", access.as(Role.EDITOR, amendments::update));
        routes.post(V1 + "/articles/:id/correction", access.as(Role.CHIEF, amendments::correct));
        routes.post(V1 + "/articles/:id/kill", access.as(Role.CHIEF, amendments::kill));
        routes.post(V1 + "/articles/:id/reply", access.as(Role.CHIEF, amendments::reply));
        routes.get(V1 + "/articles/:id/revisions", access.as(Role.REPORTER, new RevisionList(use.db())::list));
    }

    private void partners(Routes routes, Access access) {
        var ninjs = new NinjsResource(use.db(), settings);
        routes.get(V1 + "/articles/:id/ninjs", access.as(Role.REPORTER, ninjs::read));
        routes.get(V1 + "/ninjs", access.as(Role.REPORTER, ninjs::list));
    }

    private void alerts(Routes routes, Access access) {
        var telling = use.telling();
        var alerts = new AlertResource(use.db(), telling.alerts(), telling.progress(), telling.deliveries());
        routes.get(V1 + "/alerts/:id", access.as(Role.REPORTER, alerts::read));
        routes.get(V1 + "/alerts/:id/deliveries", access.as(Role.ADMIN, alerts::deliveries));
        routes.post(V1 + "/alerts/:id/hold", access.as(Role.EDITOR, alerts::hold));
        routes.post(V1 + "/alerts/:id/release", access.as(Role.EDITOR, alerts::release));
        routes.post(V1 + "/alerts/:id/stop", access.as(Role.EDITOR, alerts::stop));
    }

    private void readers(Routes routes, Access access) {
        var readers = new ReaderResource(use.db(), use.readership());
        routes.get(V1 + "/readers", access.as(Role.ADMIN, readers::find));
        routes.post(V1 + "/readers/import", access.as(Role.ADMIN, readers::importMany));
        routes.delete(V1 + "/readers/:id", access.as(Role.ADMIN, readers::erase));
        var channels = use.readership().channels();
        var suppression = new SuppressionResource(use.db(), use.readership().suppressing(), channels.readers());
        routes.get(V1 + "/readers/:id/suppression", access.as(Role.ADMIN, suppression::read));
        routes.post(V1 + "/readers/:id/suppression", access.as(Role.ADMIN, suppression::create));
        routes.post(V1 + "/readers/:id/suppression/undo", access.as(Role.ADMIN, suppression::undo));
        var why = new WhyResource(use.readership().explaining());
        routes.get(V1 + "/readers/:id/why", access.as(Role.ADMIN, why::explain));
    }

    private void channels(Routes routes, Access access) {
        var channels = use.readership().channels();
        var endpoints =
                new EndpointFields(channels.resolver(), channels.confines(), channels.readers(), channels.links());
        var push = new PushSubscriptionResource(use.db(), channels.subscriptions(), endpoints, channels.pushKey());
        routes.get(V1 + "/push-subscriptions/key", access.as(Role.REPORTER, push::key));
        routes.post(V1 + "/push-subscriptions", access.as(Role.ADMIN, push::create));
        routes.delete(V1 + "/push-subscriptions/:id", access.as(Role.ADMIN, push::end));
        var partners = new Partners(
                use.db(), use.readership().followImport(), channels.readers(), channels.mailChoice(), channels.clock());
        var webhooks = new WebhookResource(use.db(), channels.webhooks(), endpoints, partners);
        routes.get(V1 + "/webhooks", access.as(Role.ADMIN, webhooks::list));
        routes.post(V1 + "/webhooks", access.as(Role.ADMIN, webhooks::create));
        routes.post(V1 + "/webhooks/:id/secret", access.as(Role.ADMIN, webhooks::rotate));
        routes.delete(V1 + "/webhooks/:id", access.as(Role.ADMIN, webhooks::end));
    }

    private static byte[] description() {
        try (InputStream file = ApiRoutes.class.getResourceAsStream("/openapi.json")) {
            return java.util.Objects.requireNonNull(file, "openapi.json is not in the program")
                    .readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
