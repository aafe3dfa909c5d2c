package load;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/// Publishes articles by the API: one after the other, watching the front page, or one each second.
final class BusyDesk implements AutoCloseable {

    private final Served served;
    private final Newsprint print;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private int number;

    BusyDesk(Served served, Newsprint print) {
        this.served = served;
        this.print = print;
    }

    /// Prints how long it took from the publication's request to a front page that shows the article: median and worst.
    void toFrontPage(int times) {
        double[] millis = new double[times];
        for (int i = 0; i < times; i++) {
            String headline = headline();
            String id = draft(headline);
            long start = System.nanoTime();
            publish(id);
            while (!served.page("/").contains(headline)) {
                Thread.onSpinWait();
            }
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        double worst = Arrays.stream(millis).max().orElseThrow();
        Line.say("publication to front page: median %.1f ms, worst %.1f, of %d", Line.median(millis), worst, times);
    }

    /// What is measured while an article is published each second.
    double publishing(DoubleSupplier measured) {
        var publishing = clock.scheduleAtFixedRate(() -> publish(draft(headline())), 0, 1, TimeUnit.SECONDS);
        double value = measured.getAsDouble();
        // It ends by itself only when one could not be published.
        if (publishing.isDone()) {
            throw new IllegalStateException("nothing was published any more", publishing.exceptionNow());
        }
        publishing.cancel(false);
        return value;
    }

    private synchronized String headline() {
        return String.format(Locale.ROOT, "Meldung %d aus dem Hafen", ++number);
    }

    private String draft(String headline) {
        var text = Map.of(
                "headline", headline,
                "bodyMarkdown", print.body(),
                "language", "de",
                "topics", new String[] {"ressort-3", "ressort-" + number % 20});
        return served.post("/articles", served.json(text)).get("id").asText();
    }

    private void publish(String id) {
        served.post("/articles/" + id + "/publication", "{\"alert\": false}");
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
