package depesche.feed.hub;

import depesche.config.Settings;
import depesche.feed.PublishedFeeds;
import depesche.net.Confines;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import depesche.web.Routes;

/// The hub's address, for programs.
public final class HubRoutes {

    private static final int FORM_BYTES = 16 * 1024;

    private final Hub hub;
    private final String site;
    private final Confines confines;

    public HubRoutes(Settings settings, Hub hub, Confines confines) {
        this.hub = hub;
        this.site = PublishedFeeds.site(settings);
        this.confines = confines;
    }

    public void on(Routes routes) {
        routes.post("/hub", this::ask);
    }

    private Response ask(Request request) {
        return switch (HubWish.parse(request.form(FORM_BYTES), site, confines)) {
            case HubWish.Invalid(var faults) ->
                Response.problem(Problem.invalid("hub-request-invalid", "This cannot be asked of the hub", faults));
            case HubWish.Valid(HubWish wish) ->
                switch (hub.ask(wish, request.client())) {
                    case Hub.Taken() -> Response.empty(202);
                    case Hub.NoSuchFeed() -> Response.problem(Problem.notFound("feed"));
                    case Hub.TooMany(var pause) ->
                        Response.problem(Problem.of(429, "too-many-requests", "Too much is asked of the hub"))
                                .with("Retry-After", Long.toString(pause.toSeconds()));
                };
        };
    }
}
