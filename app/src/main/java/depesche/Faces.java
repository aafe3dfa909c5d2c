package depesche;

import depesche.api.ApiRoutes;
import depesche.feed.FeedRoutes;
import depesche.site.FollowRoutes;
import depesche.site.ReaderRoutes;
import depesche.site.SiteRoutes;
import depesche.web.Routes;
import io.vertx.ext.web.Router;
import java.util.concurrent.Executor;

/// Puts the newsroom's faces on the server's router: first what is in the page store, then the API, the desk and
/// the site, which takes whatever is left.
public final class Faces {

    private Faces() {}

    public static void on(Router router, Newsroom newsroom, Executor threads) {
        var store = newsroom.ground().pages();
        router.route().handler(context -> {
            if (!store.serve(context.request())) {
                context.next();
            }
        });
        new ApiRoutes(useCases(newsroom), newsroom.ground().settings().baseUrl())
                .on(new Routes(router, threads, ApiRoutes::tell));
        onSite(router, newsroom, threads);
    }

    private static void onSite(Router router, Newsroom newsroom, Executor threads) {
        var ground = newsroom.ground();
        var readers = newsroom.readers();
        var site = SiteRoutes.of(ground.settings(), ground.db(), ground.pages());
        var routes = new Routes(router, threads, site::tell);
        new FeedRoutes(ground.settings(), ground.db(), ground.pages(), ground.clock()).on(routes);
        FollowRoutes.of(ground.settings(), ground.db(), readers.following(), ground.links())
                .on(routes);
        ReaderRoutes.of(
                        ground.settings(),
                        new ReaderRoutes.UseCases(ground.db(), readers.leaving(), readers.overviews(), ground.links()))
                .on(routes);
        site.on(routes);
    }

    private static ApiRoutes.UseCases useCases(Newsroom newsroom) {
        var paper = newsroom.paper();
        var telling = newsroom.telling();
        var readers = newsroom.readers();
        return new ApiRoutes.UseCases(
                newsroom.ground().db(),
                paper.tokens(),
                paper.writing(),
                telling.announcing(),
                telling.reach(),
                paper.topics(),
                paper.topicMaking(),
                paper.pictures(),
                new ApiRoutes.Telling(telling.alerts(), telling.progress(), telling.deliveries()),
                new ApiRoutes.Readership(readers.followImport(), readers.overviews(), readers.erasing()));
    }
}
