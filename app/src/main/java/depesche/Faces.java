package depesche;

import depesche.api.ApiRoutes;
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
        SiteRoutes site =
                SiteRoutes.of(newsroom.ground().settings(), newsroom.ground().db(), store);
        site.on(new Routes(router, threads, site::tell));
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
