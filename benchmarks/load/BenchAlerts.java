package load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// From the publication to the last accepted message: `./depesche serve` against postfix's smtp-sink, every message
/// rendered for its reader, signed with RSA-2048 and recorded in the ledger. In the measured part: all of it, on the
/// clock of the program's own answers. Not in it: starting, importing, and one warm-up alert.
public final class BenchAlerts {

    static final int RUNS = Integer.getInteger("runs", 3);
    private static final int CONNECTIONS = 64;
    private static final Path FOLDER = Path.of("benchmarks/work/alerts").toAbsolutePath();
    private static final String TOPICS = "\"politik\", \"hafen\", \"kultur\"";

    private BenchAlerts() {}

    public static void main(String... arguments) throws IOException {
        int readers = Integer.parseInt(arguments[0]);
        Shell.delete(FOLDER);
        Files.createDirectories(FOLDER);
        Path data = FOLDER.resolve("data");
        int port = Served.freePort();
        try (var _ = Sink.start(port, FOLDER)) {
            double signaturesBefore = References.signatures();
            double plainBefore = References.messages(port);
            double signed = signed(data, port, readers);
            double signatures = Line.median(signaturesBefore, References.signatures());
            double plainBetween = References.messages(port);
            double unsigned = UnsignedAlerts.run(data, port, readers, CONNECTIONS);
            double plainAfter = References.messages(port);
            double patient = patient(data, readers);

            var signedRate = new Line.Figure("alerts-signed", signed, "messages/s");
            Line.print(signedRate, new Line.Figure("openssl", signatures, "signatures/s"));
            Line.print(signedRate, plain(plainBefore, plainBetween));
            Line.print(new Line.Figure("alerts-unsigned", unsigned, "messages/s"), plain(plainBetween, plainAfter));
            Line.print(
                    new Line.Figure("alerts-signed-5ms", patient, "messages/s"),
                    new Line.Figure("openssl", signatures, "signatures/s"));
        }
    }

    private static Line.Figure plain(double before, double after) {
        return new Line.Figure("smtp-source", Line.median(before, after), "messages/s");
    }

    private static Map<String, String> settings(int port) {
        return Map.of(
                "DEPESCHE_MAIL_HOST", "127.0.0.1",
                "DEPESCHE_MAIL_PORT", port + "",
                "DEPESCHE_MAIL_TLS", "never",
                "DEPESCHE_MAIL_CONNECTIONS", CONNECTIONS + "");
    }

    /// The same readers by a server that answers each dot after five milliseconds.
    private static double patient(Path data, int readers) throws IOException {
        try (var sink = PatientSink.start(Duration.ofMillis(5));
                var served = Served.start(data, settings(sink.port()))) {
            var print = new Newsprint();
            measured(served, print, readers, "signed, 5 ms, warm-up");
            return measured(served, print, readers, "signed, 5 ms");
        }
    }

    private static double signed(Path data, int port, int readers) throws IOException {
        try (var served = Served.start(data, settings(port))) {
            takeIn(served, readers);
            var print = new Newsprint();
            measured(served, print, readers, "warm-up");
            double[] rates = new double[RUNS];
            for (int run = 0; run < RUNS; run++) {
                rates[run] = measured(served, print, readers, "signed " + (run + 1));
            }
            return Line.median(rates);
        }
    }

    /// Each reader follows one to three of the three topics.
    private static void takeIn(Served served, int readers) throws IOException {
        for (String topic : List.of("politik", "hafen", "kultur")) {
            served.post("/topics", "{\"slug\": \"%1$s\", \"labels\": {\"de\": \"%1$s\"}}".formatted(topic));
        }
        Path file = FOLDER.resolve("readers.ndjson");
        Files.write(file, lines(readers));
        long started = System.nanoTime();
        JsonNode answer = served.postFile("/readers/import", file, "application/x-ndjson");
        double seconds = (System.nanoTime() - started) / 1e9;
        if (answer.get("created").asInt() != readers) {
            throw new IllegalStateException("imported: " + answer);
        }
        Line.say("%d readers imported in %.1f s (%.0f a second)", readers, seconds, readers / seconds);
    }

    private static List<String> lines(int readers) {
        var random = new Random(20_261_122);
        var topics = List.of("politik", "hafen", "kultur");
        List<String> lines = new ArrayList<>(readers);
        for (int i = 0; i < readers; i++) {
            int first = random.nextInt(3);
            int many = 1 + random.nextInt(3);
            List<String> follows = new ArrayList<>();
            for (int j = 0; j < many; j++) {
                follows.add("{\"topic\":\"%s\",\"cadence\":\"instant\"}".formatted(topics.get((first + j) % 3)));
            }
            lines.add("{\"email\":\"reader-%d@readers.example\",\"language\":\"de\",\"follows\":[%s],"
                            .formatted(i, String.join(",", follows))
                    + "\"consent\":{\"at\":\"2026-01-01T08:00:00Z\",\"source\":\"bench\"}}");
        }
        return lines;
    }

    /// Publishes one article and waits until its alert is done. Gives messages a second.
    private static double measured(Served served, Newsprint print, int readers, String name) {
        JsonNode article = served.post("/articles", article(print, "politik, hafen und kultur: " + name));
        String path = "/articles/" + article.get("id").asText();
        long asked = System.nanoTime();
        JsonNode publication = served.post(path + "/publication", "{\"alert\": true}");
        long answered = (System.nanoTime() - asked) / 1_000_000;
        String alertId = publication.get("alertId").asText();
        String planned = served.await("alert.planned alert=" + alertId + " ");

        JsonNode alert = done(served, alertId);
        if (alert.get("accepted").asInt() != readers) {
            throw new IllegalStateException(readers + " readers, but: " + alert);
        }
        Instant published = Instant.parse(publication.get("publishedAt").asText());
        double seconds = seconds(published, alert.get("lastAcceptedAt"));
        Line.say(
                "%s: publication answered in %d ms; planning %s ms; first accepted after %.3f s, last after %.3f s; "
                        + "accepted %d of %d; %.0f messages/s",
                name,
                answered,
                millis(planned),
                seconds(published, alert.get("firstAcceptedAt")),
                seconds,
                alert.get("accepted").asInt(),
                readers,
                readers / seconds);
        Line.say("%s: %s", name, served.memory());
        return readers / seconds;
    }

    /// An article as long as those of `bench-pages`; its mail carries the standfirst.
    private static String article(Newsprint print, String headline) {
        return """
                {"headline": "%s", "kicker": "%s", "standfirst": "%s", "body": "<p>%s</p>", "language": "de",
                 "bylines": ["Ada Lorenz"], "topics": [%s]}
                """.formatted(headline, print.words(30), print.words(300), print.words(190), TOPICS);
    }

    private static JsonNode done(Served served, String alertId) {
        for (int looks = 1; ; looks++) {
            Served.pause(500);
            JsonNode alert = served.get("/alerts/" + alertId);
            if (alert.get("state").asText().equals("done")) {
                return alert;
            }
            if (looks % 60 == 0) {
                System.out.println("… " + alert);
            }
        }
    }

    private static double seconds(Instant from, JsonNode until) {
        return Duration.between(from, Instant.parse(until.asText())).toNanos() / 1e9;
    }

    private static String millis(String logged) {
        Matcher found = Pattern.compile(" ms=(\\d+)").matcher(logged);
        return found.find() ? found.group(1) : "?";
    }
}
