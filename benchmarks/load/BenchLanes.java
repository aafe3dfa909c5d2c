package load;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.Newsroom;
import depesche.alert.AlertId;
import depesche.alert.PlanAlert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Breaking news while a digest to N readers goes out: how soon the M who follow its topic have it. The digest's
/// articles are published by a newsroom whose clock stands a day back; then `./depesche serve` is started on the same
/// data, makes up for the windows that it slept through, and sends. In the measured part: from the publication to the
/// last accepted mail of the breaking alert, on the clock of the program's own answers. Not in it: all that came before.
public final class BenchLanes {

    private static final int CONNECTIONS = 64;
    private static final int ARTICLES = 3;
    private static final Path FOLDER = Path.of("benchmarks/work/lanes").toAbsolutePath();
    private static final Duration BACK = Duration.ofHours(25);
    private static final double FIRST_WITHIN = 2;
    private static final double ALL_WITHIN = 30;

    private BenchLanes() {}

    public static void main(String... arguments) throws IOException {
        int digests = Integer.parseInt(arguments[0]);
        int readers = Integer.parseInt(arguments[1]);
        Shell.delete(FOLDER);
        Files.createDirectories(FOLDER);
        Path data = FOLDER.resolve("data");
        var print = new Newsprint();
        yesterday(data, print, digests, readers);
        int port = Served.freePort();
        try (var _ = Sink.start(port, FOLDER);
                var served = Served.start(data, settings(port))) {
            String digest = digestUnderWay(served, digests);
            measure(served, print, digest, readers);
        }
    }

    private static Map<String, String> settings(int port) {
        return Map.of(
                "DEPESCHE_MAIL_HOST", "127.0.0.1",
                "DEPESCHE_MAIL_PORT", port + "",
                "DEPESCHE_MAIL_TLS", "never",
                "DEPESCHE_MAIL_CONNECTIONS", CONNECTIONS + "");
    }

    /// Fills the newsroom, and publishes what the digests tell.
    private static void yesterday(Path data, Newsprint print, int digests, int readers) {
        var settings = InProcess.settings(data, Map.of());
        InstantSource yesterday = () -> Instant.now().minus(BACK);
        try (var newsroom = Newsroom.of(settings, InProcess.open(settings), yesterday)) {
            change(newsroom, """
                    insert into topic (slug, created_at)
                    values ('politik', now()), ('hafen', now()), ('kultur', now()), ('eilig', now())
                    """);
            change(newsroom, """
                    insert into topic_label (topic_id, language, label)
                    select id, 'de', slug
                      from topic
                    """);
            people(newsroom, "digest", digests, "politik", "daily");
            people(newsroom, "breaking", readers, "eilig", "instant");
            change(newsroom, "analyze");
            for (int article = 1; article <= ARTICLES; article++) {
                planned(newsroom, print, "Für den Überblick " + article);
            }
        }
        Line.say("%d readers of a daily digest with %d articles, %d of breaking news", digests, ARTICLES, readers);
    }

    private static void people(Newsroom newsroom, String name, int count, String topic, String cadence) {
        change(newsroom, """
                  with people as (
                       insert into reader (email, language, time_zone, created_at)
                       select '%1$s-' || n || '@readers.example', 'de', 'Europe/Berlin', now() - interval '3 days'
                         from generate_series(1, %2$d) as n
                       returning id)
                insert into follow (kind, subject_id, reader_id, cadence, since)
                select 'topic', t.id, p.id, '%4$s', now()
                  from people p
                 cross join topic t
                 where t.slug = '%3$s'
                """.formatted(name, count, topic, cadence));
    }

    private static void planned(Newsroom newsroom, Newsprint print, String headline) {
        var article = InProcess.article(newsroom, print, headline);
        AlertId alert =
                newsroom.telling().announcing().publish(article).alert().orElseThrow();
        newsroom.telling().planning().plan(new PlanAlert(alert.value()));
    }

    private static void change(Newsroom newsroom, String sql) {
        newsroom.ground().db().change(tx -> tx.execute(sql));
    }

    /// Waits until the digest is planned and its first mails are gone; gives its alert.
    private static String digestUnderWay(Served served, int digests) {
        String planned = served.await("digest.planned alert=");
        Matcher said = Pattern.compile("alert=(\\d+) .* readers=(\\d+)").matcher(planned);
        if (!said.find() || Integer.parseInt(said.group(2)) != digests) {
            throw new IllegalStateException(digests + " digests, but: " + planned);
        }
        String digest = said.group(1);
        while (accepted(served, digest) == 0) {
            Served.pause(100);
        }
        return digest;
    }

    private static int accepted(Served served, String alert) {
        return served.get("/alerts/" + alert).get("accepted").asInt();
    }

    private static void measure(Served served, Newsprint print, String digest, int readers) {
        JsonNode article = served.post("/articles", """
                {"headline": "Eilig", "kicker": "%s", "standfirst": "%s", "body": "<p>%s</p>", "language": "de",
                 "bylines": ["Ada Lorenz"], "breaking": true, "topics": ["eilig"]}
                """.formatted(print.words(30), print.words(300), print.words(190)));
        int waiting = served.get("/alerts/" + digest).get("waiting").asInt();
        JsonNode publication =
                served.post("/articles/" + article.get("id").asText() + "/publication", "{\"alert\": true}");
        JsonNode alert = done(served, publication.get("alertId").asText());
        int left = served.get("/alerts/" + digest).get("waiting").asInt();
        if (alert.get("accepted").asInt() != readers) {
            throw new IllegalStateException(readers + " readers, but: " + alert);
        }
        Instant published = Instant.parse(publication.get("publishedAt").asText());
        Line.say("digest mails waiting: %d at the publication, %d when all had the breaking news", waiting, left);
        Line.say("%s", served.memory());
        within("breaking-first", seconds(published, alert.get("firstAcceptedAt")), FIRST_WITHIN);
        within("breaking-last", seconds(published, alert.get("lastAcceptedAt")), ALL_WITHIN);
    }

    private static JsonNode done(Served served, String alertId) {
        while (true) {
            Served.pause(200);
            JsonNode alert = served.get("/alerts/" + alertId);
            if (alert.get("state").asText().equals("done")) {
                return alert;
            }
        }
    }

    private static void within(String name, double seconds, double promised) {
        Line.print(new Line.Figure(name, seconds, "s"), new Line.Figure("promised", promised, "s"));
    }

    private static double seconds(Instant from, JsonNode until) {
        return Duration.between(from, Instant.parse(until.asText())).toNanos() / 1e9;
    }
}
