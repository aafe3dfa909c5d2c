package depesche.web;

import depesche.config.Proxies;
import depesche.db.DatabaseUnavailable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;

/// The routes of one face on the server's router: each handler runs on a virtual thread, and what it throws ends
/// here, at the edge, as that face's own answer.
public final class Routes {

    /// How a face tells a problem: a page for people, `problem+json` for machines.
    @FunctionalInterface
    public interface Edge {
        Response tell(Request request, Problem problem);
    }

    private static final Logger LOG = System.getLogger("depesche.web");
    private static final String RETRY_AFTER_SECONDS = "5";

    private final Router router;
    private final Executor threads;
    private final Edge edge;
    private final Proxies proxies;

    /// @param threads starts a virtual thread for each request
    /// @param proxies whom we believe for whom they ask
    public Routes(Router router, Executor threads, Edge edge, Proxies proxies) {
        this.router = router;
        this.threads = threads;
        this.edge = edge;
        this.proxies = proxies;
    }

    public void get(String path, Handler handler) {
        on(HttpMethod.GET, path, handler);
        on(HttpMethod.HEAD, path, handler);
    }

    /// For an address that is asked for more often than all others: the router tries its pattern alone.
    ///
    /// @param pattern a regular expression with a named group for each part of the path
    public void matching(String pattern, Handler handler) {
        router.routeWithRegex(HttpMethod.GET, pattern).handler(context -> take(context, handler));
        router.routeWithRegex(HttpMethod.HEAD, pattern).handler(context -> take(context, handler));
    }

    public void post(String path, Handler handler) {
        on(HttpMethod.POST, path, handler);
    }

    public void put(String path, Handler handler) {
        on(HttpMethod.PUT, path, handler);
    }

    public void delete(String path, Handler handler) {
        on(HttpMethod.DELETE, path, handler);
    }

    /// Whatever else is asked for below this path, by any method: usually the face's own "not found".
    public void anythingElse(String path, Handler handler) {
        router.route(path).handler(context -> take(context, handler));
    }

    private void on(HttpMethod method, String path, Handler handler) {
        router.route(method, path).handler(context -> take(context, handler));
    }

    private void take(RoutingContext routing, Handler handler) {
        Context context = Vertx.currentContext();
        var request = new Request(routing, new BodyStream(routing.request(), context).attach(), proxies);
        threads.execute(() -> {
            Response response = answer(request, handler);
            context.runOnContext(_ -> send(routing, response));
        });
    }

    private Response answer(Request request, Handler handler) {
        try {
            return handler.handle(request);
        } catch (Moved moved) {
            return Response.movedPermanently(moved.path());
        } catch (Refusal refused) {
            return edge.tell(request, refused.problem());
        } catch (DatabaseUnavailable gone) {
            return away(request);
        } catch (Exception broken) {
            LOG.log(Level.ERROR, "web.failed " + request.method() + " " + request.path(), broken);
            return edge.tell(request, Problem.of(500, "internal", "Something broke on our side"));
        }
    }

    private Response away(Request request) {
        var problem = Problem.of(503, "database-away", "The newsroom's database is away for a moment");
        return edge.tell(request, problem).with("Retry-After", RETRY_AFTER_SECONDS);
    }

    private static void send(RoutingContext routing, Response response) {
        HttpServerResponse out = routing.response();
        if (out.closed() || out.ended()) {
            return;
        }
        out.setStatusCode(response.status());
        response.headers().forEach(header -> out.headers().add(header.getKey(), header.getValue()));
        if (!routing.request().isEnded()) {
            closeAfterwards(routing, out);
        }
        if (routing.request().method().equals(HttpMethod.HEAD)) {
            out.putHeader("Content-Length", Integer.toString(response.body().length));
            out.end();
        } else {
            out.end(Buffer.buffer(response.body()));
        }
    }

    /// A refused body is not read to its end: the connection is closed once the answer is out.
    private static void closeAfterwards(RoutingContext routing, HttpServerResponse out) {
        routing.request().resume();
        if (routing.request().version() == io.vertx.core.http.HttpVersion.HTTP_1_1) {
            out.putHeader("Connection", "close");
        }
    }
}
