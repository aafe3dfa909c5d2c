package depesche;

import depesche.config.Settings;
import depesche.config.SettingsReader;
import depesche.config.SettingsResult;
import depesche.db.DatabaseClock;
import depesche.db.DatabaseDidNotStart;
import depesche.db.DatabaseOpening;
import depesche.db.OpenDatabase;
import depesche.db.RunningServer;
import depesche.site.PagePress;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.health.Readiness;

/// `serve` and `demo` inside the HTTP server: opens the newsroom, puts its faces on the router, and runs until the
/// program is told to stop. Until it is open every address answers 503.
public final class Serving implements QuarkusApplication {

    private static final int UNAVAILABLE = 503;

    private final Router router;
    private final HttpServer server;
    private final Ready ready;

    Serving(Router router, HttpServer server, @Readiness Ready ready) {
        this.router = router;
        this.server = server;
        this.ready = ready;
    }

    /// @param arguments settings from the command line as `key=value`
    @Override
    public int run(String... arguments) {
        Map<String, String> flags = flags(arguments);
        Route opening = router.route()
                .handler(context -> context.response()
                        .setStatusCode(UNAVAILABLE)
                        .putHeader("Retry-After", "1")
                        .end("opening\n"));
        return switch (SettingsReader.read(System.getenv(), settings(flags))) {
            case SettingsResult.Invalid(var faults) -> failed(String.join("; ", faults));
            case SettingsResult.Valid(Settings settings) -> {
                try {
                    yield switch (EarlyOpening.of(settings)) {
                        case DatabaseOpening.Result.InUse(String sentence) -> failed(sentence);
                        case DatabaseOpening.Result.Opened(OpenDatabase database) ->
                            serve(settings, database, opening, flags);
                    };
                } catch (DatabaseDidNotStart broken) {
                    yield failed(String.valueOf(broken.getMessage()));
                }
            }
        };
    }

    private int serve(Settings settings, OpenDatabase database, Route opening, Map<String, String> flags) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Newsroom newsroom = Newsroom.of(settings, database, DatabaseClock.system());
                PagePress press = Faces.on(router, newsroom, threads)) {
            newsroom.open();
            opening.remove();
            newsroom.start();
            press.start();
            Thread.ofPlatform().daemon().name("gauges").start(Gauges::bind);
            RunningServer.announce(settings.data(), settings.baseUrl());
            ready.opened(newsroom);
            System.out.println("listening on http://" + settings.host() + ":" + settings.port());
            work(newsroom, flags);
            return 0;
        }
    }

    private static void work(Newsroom newsroom, Map<String, String> flags) {
        String makeready = flags.getOrDefault("makeready", "");
        if (!makeready.isEmpty()) {
            new Makeready(newsroom).run(makeready);
            return;
        }
        if (flags.containsKey("demo")) {
            new Demo(newsroom, System.out).run();
        } else {
            Welcome.tell(newsroom, System.out);
        }
        Quarkus.waitForExit();
    }

    private static int failed(String why) {
        System.err.println("depesche: " + why);
        return 1;
    }

    private static Map<String, String> flags(String... arguments) {
        Map<String, String> flags = new HashMap<>();
        for (String argument : arguments) {
            int middle = argument.indexOf('=');
            flags.put(argument.substring(0, middle), argument.substring(middle + 1));
        }
        return flags;
    }

    /// With the port that is listened on: `0` asked for any free one, and addresses are made of it.
    private Map<String, String> settings(Map<String, String> flags) {
        Map<String, String> settings = new HashMap<>(flags);
        settings.keySet().removeAll(Program.NO_SETTINGS);
        settings.put("depesche.port", Integer.toString(server.getPort()));
        return settings;
    }
}
