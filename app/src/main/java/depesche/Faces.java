package depesche;

import depesche.account.SetUp;
import depesche.alert.Deadlines;
import depesche.api.ApiRoutes;
import depesche.article.FrontSections;
import depesche.delivery.why.Explaining;
import depesche.desk.DeskRoutes;
import depesche.desk.SignInLetters;
import depesche.feed.FeedRoutes;
import depesche.feed.activity.ActivityRoutes;
import depesche.feed.hub.HubRoutes;
import depesche.job.JobsSetAside;
import depesche.masthead.Redesigning;
import depesche.search.Asked;
import depesche.site.ChannelRoutes;
import depesche.site.DataRoutes;
import depesche.site.FollowRoutes;
import depesche.site.PagePress;
import depesche.site.ReaderRoutes;
import depesche.site.SearchRoutes;
import depesche.site.SiteRoutes;
import depesche.story.StoryMaking;
import depesche.story.StoryRenaming;
import depesche.taxonomy.Merging;
import depesche.taxonomy.Renaming;
import depesche.taxonomy.Splitting;
import depesche.taxonomy.Undoing;
import depesche.topic.TopicMaking;
import depesche.web.Routes;
import io.vertx.ext.web.Router;
import java.util.concurrent.Executor;

/// Puts the newsroom's faces on the server's router: first what is in the page store, then the API, the desk and
/// the site, which takes whatever is left.
public final class Faces {

    private Faces() {}

    /// Returns what makes pages beforehand, not yet started.
    public static PagePress on(Router router, Newsroom newsroom, Executor threads) {
        var store = newsroom.ground().pages();
        router.route().handler(context -> {
            if (!store.serve(context.request())) {
                context.next();
            }
        });
        var settings = newsroom.ground().settings();
        var proxies = settings.proxies();
        var site = SiteRoutes.of(
                settings, newsroom.ground().head()::now, newsroom.ground().db(), store);
        var siteRoutes = new Routes(router, threads, site::tell, proxies);
        site.onArticles(siteRoutes);
        new ApiRoutes(useCases(newsroom), settings).on(new Routes(router, threads, ApiRoutes::tell, proxies));
        var desk = new DeskRoutes(deskUseCases(newsroom, site));
        desk.on(new Routes(router, threads, desk::tell, proxies));
        onSite(newsroom, site, siteRoutes);
        return site.press(PagePress.CALM);
    }

    private static void onSite(Newsroom newsroom, SiteRoutes site, Routes routes) {
        var ground = newsroom.ground();
        var readers = newsroom.readers();
        var finding = newsroom.search().finding();
        onFeeds(newsroom, routes);
        SearchRoutes.of(ground.settings(), ground.head()::now, ground.db(), finding)
                .on(routes);
        FollowRoutes.of(ground.settings(), ground.head()::now, ground.db(), readers.following(), ground.links())
                .on(routes);
        ReaderRoutes.of(
                        ground.settings(),
                        ground.head()::now,
                        new ReaderRoutes.UseCases(
                                ground.db(),
                                readers.leaving(),
                                readers.wishing(),
                                readers.overviews(),
                                ground.links(),
                                newsroom.channels().feeds(),
                                newsroom.channels().vapid().publicKey(),
                                new Explaining(ground.db()),
                                ground.clock()))
                .on(routes);
        new ChannelRoutes(ground.settings(), siteChannels(newsroom)).on(routes);
        data(newsroom).on(routes);
        site.on(routes);
    }

    private static DataRoutes data(Newsroom newsroom) {
        var ground = newsroom.ground();
        var readers = newsroom.readers();
        return new DataRoutes(
                ground.settings(),
                ground.head()::now,
                new DataRoutes.UseCases(
                        ground.db(),
                        ground.links(),
                        readers.overviews(),
                        readers.own().petitioning(),
                        readers.own().export()));
    }

    private static void onFeeds(Newsroom newsroom, Routes routes) {
        var ground = newsroom.ground();
        var finding = newsroom.search().finding();
        var site = ground.settings().site();
        var feeds = new FeedRoutes(ground.settings(), ground.db(), ground.pages(), ground.clock());
        feeds.on(routes);
        feeds.onSearch(routes, (text, most) -> finding.newest(Asked.of(text, site.timeZone()), most));
        new HubRoutes(
                        ground.settings(),
                        newsroom.hub().hub(),
                        newsroom.channels().resolver().confines())
                .on(routes);
        new ActivityRoutes(new ActivityRoutes.Parts(
                        ground.settings(),
                        ground.db(),
                        ground.pages(),
                        ground.secrets(),
                        newsroom.activity().inbox()))
                .on(routes);
    }

    private static ChannelRoutes.UseCases siteChannels(Newsroom newsroom) {
        var channels = newsroom.channels();
        return new ChannelRoutes.UseCases(
                newsroom.ground().db(),
                newsroom.ground().links(),
                newsroom.readers().overviews(),
                channels.channels(),
                channels.subscriptions(),
                channels.mailChoice(),
                channels.feeds(),
                channels.resolver(),
                channels.resolver().confines());
    }

    static SignInLetters signInLetters(Newsroom newsroom) {
        var paper = newsroom.paper();
        return new SignInLetters(
                paper.staff(),
                paper.signIn(),
                newsroom.mail().mailer(),
                newsroom.ground().settings());
    }

    private static DeskRoutes.Ground deskGround(Newsroom newsroom) {
        var ground = newsroom.ground();
        return new DeskRoutes.Ground(
                ground.settings(),
                ground.db(),
                ground.jobs(),
                new JobsSetAside(ground.db(), ground.jobs()),
                newsroom.safety().resuming(),
                redesigning(ground),
                ground.clock());
    }

    private static DeskRoutes.Telling deskTelling(Newsroom newsroom) {
        var telling = newsroom.telling();
        return new DeskRoutes.Telling(
                telling.announcing(),
                telling.reach(),
                telling.retelling(),
                telling.retellingPlan(),
                telling.alerts(),
                telling.progress(),
                newsroom.preflight().articles(),
                newsroom.preflight().rehearsal(),
                newsroom.preflight().trial(),
                telling.delivering()::trouble);
    }

    private static DeskRoutes.UseCases deskUseCases(Newsroom newsroom, SiteRoutes site) {
        var paper = newsroom.paper();
        var readers = newsroom.readers();
        var setUp = new SetUp(newsroom.ground().secrets(), paper.staff());
        return new DeskRoutes.UseCases(
                deskGround(newsroom),
                new DeskRoutes.People(paper.staff(), paper.signIn(), setUp),
                deskPaper(newsroom, site),
                deskTelling(newsroom),
                new DeskRoutes.Readership(
                        readers.index(),
                        readers.overviews(),
                        readers.readers(),
                        readers.suppressing(),
                        new Explaining(newsroom.ground().db())),
                newsroom.mail().mailbox());
    }

    private static DeskRoutes.Paper deskPaper(Newsroom newsroom, SiteRoutes site) {
        var paper = newsroom.paper();
        var suggestions = newsroom.search().suggestions();
        return new DeskRoutes.Paper(
                paper.archive(),
                paper.writing(),
                paper.pictures(),
                paper.topics(),
                paper.topicMaking(),
                new FrontSections(newsroom.ground().db(), newsroom.ground().changes()),
                new DeskRoutes.Stories(
                        stories(newsroom.ground()),
                        storyRenaming(newsroom.ground()),
                        suggestions.coverage().likely(),
                        suggestions.coverage().deciding()),
                suggestions.countries(),
                suggestions.suggesting(),
                site::preview);
    }

    private static ApiRoutes.UseCases useCases(Newsroom newsroom) {
        var paper = newsroom.paper();
        var readers = newsroom.readers();
        return new ApiRoutes.UseCases(
                newsroom.ground().db(),
                paper.tokens(),
                paper.writing(),
                paper.topics(),
                making(newsroom),
                paper.pictures(),
                newsroom.search().finding(),
                new ApiRoutes.Suggestions(
                        newsroom.search().suggestions().suggesting(),
                        newsroom.search().suggestions().training(),
                        newsroom.ground().settings().site()::language),
                apiTelling(newsroom),
                new ApiRoutes.Readership(
                        readers.followImport(),
                        readers.overviews(),
                        readers.own().erasing(),
                        readers.suppressing(),
                        apiChannels(newsroom),
                        new Explaining(newsroom.ground().db())));
    }

    private static ApiRoutes.Making making(Newsroom newsroom) {
        return new ApiRoutes.Making(
                newsroom.paper().topicMaking(),
                stories(newsroom.ground()),
                storyRenaming(newsroom.ground()),
                newsroom.search().suggestions().coverage().deciding(),
                taxonomy(newsroom.ground()),
                redesigning(newsroom.ground()));
    }

    private static ApiRoutes.Taxonomy taxonomy(Ground ground) {
        return new ApiRoutes.Taxonomy(
                new Renaming(ground.changes(), ground.clock()),
                new Merging(ground.changes(), ground.clock()),
                new Splitting(
                        new TopicMaking(ground.db(), ground.changes(), ground.clock()),
                        ground.changes(),
                        ground.clock()),
                new Undoing(ground.changes(), ground.clock()));
    }

    private static StoryRenaming storyRenaming(Ground ground) {
        return new StoryRenaming(ground.changes(), ground.clock());
    }

    private static Redesigning redesigning(Ground ground) {
        return new Redesigning(ground.head().first(), ground.changes(), ground.clock());
    }

    private static StoryMaking stories(Ground ground) {
        return new StoryMaking(ground.db(), ground.changes(), ground.clock());
    }

    private static ApiRoutes.Telling apiTelling(Newsroom newsroom) {
        var telling = newsroom.telling();
        var ground = newsroom.ground();
        return new ApiRoutes.Telling(
                telling.announcing(),
                telling.retelling(),
                telling.alerts(),
                telling.progress(),
                telling.deliveries(),
                new Deadlines(ground.settings().alertGrace(), ground.clock()),
                newsroom.preflight().rehearsal(),
                newsroom.preflight().trial(),
                newsroom.paper().staff());
    }

    private static ApiRoutes.Channels apiChannels(Newsroom newsroom) {
        var channels = newsroom.channels();
        return new ApiRoutes.Channels(
                channels.subscriptions(),
                channels.webhooks(),
                channels.mailChoice(),
                channels.resolver(),
                channels.resolver().confines(),
                newsroom.readers().readers(),
                newsroom.ground().links(),
                channels.vapid().publicKey(),
                newsroom.ground().clock());
    }
}
