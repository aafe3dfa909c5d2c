package load;

import depesche.Newsroom;
import depesche.account.Actor;
import depesche.alert.AlertId;
import depesche.alert.PlanAlert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// Planning an alert for N readers of three topics, against a bare `insert … select` of as many rows in the same
/// database. In the measured part: the whole job in its transaction (the lock, the catching up with a thousand follows
/// that are new since the last alert, the union, the slices, their leases, the commit). Not in it: the first planning,
/// which reads the follow index from nothing and has a line of its own.
public final class BenchPrepare {

    private static final int RUNS = 5;
    private static final int NEWCOMERS = 1_000;
    private static final Path FOLDER = Path.of("benchmarks/work/prepare").toAbsolutePath();

    private BenchPrepare() {}

    public static void main(String... arguments) throws IOException {
        int readers = Integer.parseInt(arguments[0]);
        Shell.delete(FOLDER);
        Files.createDirectories(FOLDER);
        var settings = InProcess.settings(FOLDER.resolve("data"), Map.of());
        try (var newsroom = Newsroom.of(settings, InProcess.open(settings), InstantSource.system())) {
            newsroom.telling().delivering().start();
            fill(newsroom, readers);
            var print = new Newsprint();
            Line.say("first planning, the index read from nothing: %.0f ms", planned(newsroom, print, readers));
            measure(newsroom, print, readers);
        }
    }

    private static void measure(Newsroom newsroom, Newsprint print, int readers) {
        double[] ours = new double[RUNS];
        double[] bare = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            int now = readers + (run + 1) * NEWCOMERS;
            people(newsroom, now - NEWCOMERS + 1, now);
            ours[run] = planned(newsroom, print, now);
            bare[run] = inserted(newsroom, run, now);
            Line.say("%d readers: prepare %.1f ms, insert … select %.1f ms", now, ours[run], bare[run]);
        }
        Line.print(
                new Line.Figure("prepare", Line.median(ours), "ms"),
                new Line.Figure("insert-select", Line.median(bare), "ms"));
    }

    private static void fill(Newsroom newsroom, int readers) {
        change(newsroom, """
                insert into topic (slug, created_at)
                values ('politik', now()), ('hafen', now()), ('kultur', now())
                """);
        change(newsroom, """
                insert into topic_label (topic_id, language, label)
                select id, 'de', slug
                  from topic
                """);
        people(newsroom, 1, readers);
        change(newsroom, "create table bare (article bigint, reader integer, primary key (article, reader))");
        change(newsroom, "analyze");
        Line.say("%d readers with their follows are in the database", readers);
    }

    /// Each follows the first topic, every second one the second, every third one the third.
    private static void people(Newsroom newsroom, int from, int to) {
        change(newsroom, """
                insert into reader (email, language, time_zone, created_at)
                select 'reader-' || n || '@readers.example', 'de', 'Europe/Berlin', now()
                  from generate_series(%d, %d) as n
                """.formatted(from, to));
        change(newsroom, """
                insert into follow (kind, subject_id, reader_id, cadence, since)
                select 'topic', t.id, r.id, 'instant', now()
                  from reader r
                  join topic t on r.id %% t.id = 0
                 where r.id between %d and %d
                """.formatted(from, to));
    }

    private static double planned(Newsroom newsroom, Newsprint print, int readers) {
        var article = InProcess.article(newsroom, print, "prepare");
        AlertId alert = newsroom.telling().announcing().publish(article).alert().orElseThrow();
        newsroom.telling().alerts().hold(alert, Actor.program("bench"));
        long started = System.nanoTime();
        newsroom.telling().planning().plan(new PlanAlert(alert.value()));
        double millis = (System.nanoTime() - started) / 1e6;
        int planned = newsroom.telling().alerts().byId(alert).orElseThrow().planned();
        if (planned != readers) {
            throw new IllegalStateException(readers + " readers, but planned " + planned);
        }
        return millis;
    }

    private static double inserted(Newsroom newsroom, int article, int readers) {
        String sql = """
                insert into bare (article, reader)
                select %d, id
                  from reader
                 where id <= %d
                """.formatted(article, readers);
        if (article == 0) {
            System.out.print(sql);
        }
        long started = System.nanoTime();
        change(newsroom, sql);
        return (System.nanoTime() - started) / 1e6;
    }

    private static void change(Newsroom newsroom, String sql) {
        newsroom.ground().db().change(tx -> tx.execute(sql));
    }
}
