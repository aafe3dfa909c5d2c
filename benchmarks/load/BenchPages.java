package load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Pages of `./depesche serve` with 10,000 articles in its database, against nginx with the very same bytes as files.
/// In the measured part: a page that was asked for before, over kept connections, as browsers ask (gzip). Both sides in
/// turn, each pair of runs twice.
public final class BenchPages {

    private static final int ARTICLES = Integer.getInteger("articles", 10_000);
    private static final int ORIGINALS = 100;
    private static final int SECONDS = Integer.getInteger("seconds", 10);
    private static final Path FOLDER = Path.of("benchmarks/work/pages").toAbsolutePath();

    /// Numbers are given in order to a fresh database: copy n of article a is a + n times the originals.
    private static final List<String> COPIES = List.of("""
            insert into article (slug, state, revision, language, created_at, changed_at, published_at)
            select a.slug, a.state, a.revision, a.language, a.created_at, a.changed_at,
                   a.published_at - n * interval '1 minute'
              from generate_series(1, :articles / :originals - 1) as n
              join article a on a.id <= :originals
             order by n, a.id
            """, """
            insert into revision (article_id, number, headline, kicker, standfirst, teaser, body, bylines, sources,
                                  breaking, topics, reading_minutes, saved_at, saved_by)
            select a.id, r.number, r.headline, r.kicker, r.standfirst, r.teaser, r.body, r.bylines, r.sources,
                   r.breaking, r.topics, r.reading_minutes, r.saved_at, r.saved_by
              from article a
              join revision r on r.article_id = (a.id - 1) % :originals + 1
             where a.id > :originals
            """, """
            insert into article_topic (article_id, topic_id, position)
            select a.id, t.topic_id, t.position
              from article a
              join article_topic t on t.article_id = (a.id - 1) % :originals + 1
             where a.id > :originals
            """);

    private BenchPages() {}

    public static void main(String... arguments) throws IOException {
        Shell.delete(FOLDER);
        Files.createDirectories(FOLDER);
        try (var served = Served.start(FOLDER.resolve("data"), Map.of());
                var nginx = Nginx.start()) {
            Map<String, String> pages = pages(served);
            pages.forEach((name, path) -> nginx.take(name, served.url(path)));
            for (int round = 0; round < 3; round++) {
                pages.values().forEach(path -> Wrk.warmUp(served.url(path)));
            }
            pages.forEach((name, path) -> compare(name, served.url(path), nginx.url(name)));
            Line.say(served.memory());
        }
    }

    /// Name and path of the pages to be compared.
    private static Map<String, String> pages(Served served) throws IOException {
        for (int topic = 0; topic < 20; topic++) {
            served.post("/topics", "{\"slug\": \"ressort-%1$d\", \"labels\": {\"de\": \"Ressort %1$d\"}}".formatted(topic));
        }
        Path folder = Files.createDirectories(FOLDER.resolve("articles"));
        var print = new Newsprint();
        for (int i = 0; i < ORIGINALS; i++) {
            Files.writeString(folder.resolve("%05d.md".formatted(i)), article(print, i));
        }
        System.out.print(Shell.run(
                "./depesche", "import", folder + "", "--format", "markdown", "--publish", "--data", FOLDER.resolve("data") + ""));
        multiply();

        String url = served.get("/articles?state=published").get("items").get(0).get("url").asText();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("article", url.substring(served.url("").length()));
        pages.put("topic", "/topics/ressort-3");
        pages.put("front", "/");
        return pages;
    }

    /// The command takes in the first hundred; the others are copies of them, a minute older each.
    private static void multiply() {
        try (var beside = InProcess.openBeside(InProcess.settings(FOLDER.resolve("data"), Map.of()))) {
            beside.database().change(tx -> COPIES.forEach(sql -> tx.createUpdate(sql)
                    .bind("originals", ORIGINALS)
                    .bind("articles", ARTICLES)
                    .execute()));
        }
        Line.say("%d articles are in the database", ARTICLES);
    }

    private static String article(Newsprint print, int number) {
        return """
                ---
                headline: "%s"
                kicker: "%s"
                standfirst: "%s"
                language: de
                bylines: [Tom Ahlers]
                topics: [ressort-%d, ressort-%d]
                ---
                %s""".formatted(
                        print.words(60), print.words(25), print.words(190), number % 20, (number * 7 + 1) % 20, print.body());
    }

    private static void compare(String name, String ours, String theirs) {
        double ourRate = 0;
        double theirRate = 0;
        for (int turn = 0; turn < 2; turn++) {
            ourRate += Wrk.rate(ours, SECONDS) / 2;
            theirRate += Wrk.rate(theirs, SECONDS) / 2;
        }
        Line.print(
                new Line.Figure(name, ourRate, "requests/s"), new Line.Figure("nginx", theirRate, "requests/s"));
        double half = theirRate / 2;
        Line.print(
                new Line.Figure(name + "-p99", Wrk.p99(ours, SECONDS, half), "ms"),
                new Line.Figure("nginx", Wrk.p99(theirs, SECONDS, half), "ms"));
    }
}
