package load;

import depesche.AlertRoom;
import depesche.Newsroom;
import depesche.alert.AlertId;
import depesche.article.ArticleId;
import depesche.delivery.Delivering;
import depesche.delivery.Progress;
import depesche.delivery.email.DeliveryToken;
import depesche.delivery.email.Letters;
import depesche.delivery.email.Sender;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// The same alerts without DKIM, to see what everything but the signature costs. There is no setting for that, so
/// this composes the newsroom in the benchmark's own process, on the data folder of the signed runs, with carriers
/// whose letters are unsigned. All else is the same: planning, slices, ledger, SMTP; only HTTP is left out.
final class UnsignedAlerts {

    /// Without a signature a message takes so little that a committer which waits longer holds the connections up.
    private static final Duration LONGEST_COMMIT_WAIT = Duration.ofNanos(500_000);

    private UnsignedAlerts() {}

    static double run(Path data, int port, int readers, int connections) {
        var settings = InProcess.settings(
                data,
                Map.of("DEPESCHE_MAIL_HOST", "127.0.0.1", "DEPESCHE_MAIL_PORT", port + "", "DEPESCHE_MAIL_TLS", "never"));
        var composed = Newsroom.of(settings, InProcess.open(settings), InstantSource.system());
        try (var newsroom = withCarriers(composed, unsigned(composed, connections))) {
            newsroom.telling().delivering().listen(newsroom.ground().notices());
            newsroom.open();
            newsroom.start();
            var print = new Newsprint();
            measured(newsroom, print, readers, "unsigned warm-up");
            double[] rates = new double[BenchAlerts.RUNS];
            for (int run = 0; run < rates.length; run++) {
                rates[run] = measured(newsroom, print, readers, "unsigned " + (run + 1));
            }
            return Line.median(rates);
        }
    }

    /// The newsroom's own carriers are never started: it is these who claim the slices.
    private static Newsroom withCarriers(Newsroom composed, Delivering carriers) {
        var telling = composed.telling();
        return new Newsroom(
                composed.ground(),
                composed.paper(),
                composed.search(),
                composed.mail(),
                composed.readers(),
                new AlertRoom(
                        telling.announcing(),
                        telling.retelling(),
                        telling.planning(),
                        telling.retellingPlan(),
                        telling.alerts(),
                        telling.audience(),
                        telling.reach(),
                        carriers,
                        telling.progress(),
                        telling.deliveries()),
                composed.channels(),
                composed.hub(),
                composed.activity(),
                composed.purging(),
                composed.returns(),
                composed.safety(),
                composed.preflight());
    }

    private static Delivering unsigned(Newsroom newsroom, int connections) {
        var ground = newsroom.ground();
        var settings = ground.settings();
        var sender = new Sender(
                settings.site()::name, settings.mail().from(), settings.mail().bounceDomain(), settings.baseUrl());
        var letters = Letters.unsigned(sender, ground.links(), DeliveryToken.of(ground.secrets()));
        return new Delivering(
                ground.db(),
                ground.opened().node(),
                newsroom.telling().audience(),
                new Delivering.Outgoing(
                        newsroom.mail().route(), letters, newsroom.readers().readers()),
                new Delivering.Limits(connections, settings.mail().messagesPerSecond(), LONGEST_COMMIT_WAIT),
                ground.clock());
    }

    private static double measured(Newsroom newsroom, Newsprint print, int readers, String name) {
        ArticleId article = InProcess.article(newsroom, print, name);
        var published = newsroom.ground().clock().instant();
        AlertId alert = newsroom.telling().announcing().publish(article).alert().orElseThrow();
        while (true) {
            Served.pause(200);
            Progress.Report report = newsroom.telling().progress().of(alert).orElseThrow();
            if (report.state() == Progress.State.DONE) {
                if (report.counts().accepted() != readers) {
                    throw new IllegalStateException(readers + " readers, but: " + report);
                }
                double seconds = Duration.between(published, report.lastAcceptedAt().orElseThrow()).toNanos() / 1e9;
                Line.say("%s: last accepted after %.3f s; %.0f messages/s", name, seconds, readers / seconds);
                return readers / seconds;
            }
        }
    }
}
