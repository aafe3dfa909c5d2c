package load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Pages of `./depesche serve` with many articles in its database, whose topics it has learned, against nginx with the very same bytes as files: pages
/// asked for before, over kept connections, as browsers ask (gzip), both sides in turn, each pair of runs twice. Then the
/// same while an article is published each second; then all articles in any order, each asked for the first time since the
/// program was started and laid them on its disk; and how long it takes from a publication to the front page that shows it.
public final class BenchPages {

    private static final int ORIGINALS = 100;
    private static final int SECONDS = Integer.getInteger("seconds", 10);
    private static final int CRAWLS = 3;
    private static final int PUBLICATIONS = 20;
    private static final int ARTICLES_A_SECOND = 10_000;
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
        int articles = Integer.parseInt(arguments[0]);
        Shell.delete(FOLDER);
        Files.createDirectories(FOLDER);
        Map<String, String> pages;
        try (var served = Served.start(FOLDER.resolve("data"), Map.of())) {
            pages = pages(served, articles);
            served.post("/topic-suggestions/training", "");
        }
        try (var served = Served.start(FOLDER.resolve("data"), Map.of());
                var nginx = Nginx.start()) {
            Line.say("%s: the pages of all articles lie on the disk", served.await("pages.pressed"));
            pages.forEach((name, path) -> nginx.take(name, served.url(path)));
            for (int round = 0; round < 3; round++) {
                pages.values().forEach(path -> Wrk.warmUp(served.url(path)));
            }
            pages.forEach((name, path) -> compare(name, served.url(path), nginx.url(name)));
            try (var desk = new BusyDesk(served, new Newsprint())) {
                desk.toFrontPage(PUBLICATIONS);
                pages.forEach((name, path) -> disturb(name, served.url(path), desk));
            }
            crawl(served, nginx, articles);
            Line.say(served.memory());
        }
    }

    /// A page while an article is published each second, against the same page left alone.
    private static void disturb(String name, String url, BusyDesk desk) {
        double alone = Wrk.rate(url, SECONDS);
        double busy = desk.publishing(() -> Wrk.rate(url, SECONDS));
        Line.print(
                new Line.Figure(name + "-publishing", busy, "requests/s"),
                new Line.Figure("alone", alone, "requests/s"));
    }

    /// Each article's page for the first time, in any order, three times another part of them: the median.
    private static void crawl(Served served, Nginx nginx, int articles) throws IOException {
        Path list = FOLDER.resolve("addresses");
        List<String> addresses = addresses();
        Files.write(list, addresses);
        int seconds = Math.clamp(articles / CRAWLS / ARTICLES_A_SECOND, 1, SECONDS);
        double[] rates = new double[CRAWLS];
        for (int turn = 0; turn < CRAWLS; turn++) {
            rates[turn] = Wrk.crawl(served.url("/"), list, addresses.size(), turn, CRAWLS, seconds);
        }
        Line.print(
                new Line.Figure("crawl", Line.median(rates), "pages/s"),
                new Line.Figure("nginx", Wrk.rate(nginx.url("article"), SECONDS), "requests/s"));
    }

    private static List<String> addresses() {
        try (var beside = InProcess.openBeside(InProcess.settings(FOLDER.resolve("data"), Map.of()))) {
            return beside.database().read(handle -> handle.createQuery("""
                            select '/' || id || '/' || slug
                              from article
                             where state = 'published'
                             order by hashint8extended(id, 20261122)
                            """).mapTo(String.class).list());
        }
    }

    /// Name and path of the pages to be compared.
    private static Map<String, String> pages(Served served, int articles) throws IOException {
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
        multiply(articles);

        String url = served.get("/articles?state=published").get("items").get(0).get("url").asText();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("article", url.substring(served.url("").length()));
        pages.put("topic", "/topics/ressort-3");
        pages.put("front", "/");
        return pages;
    }

    /// The command takes in the first hundred; the others are copies of them, a minute older each.
    private static void multiply(int articles) {
        try (var beside = InProcess.openBeside(InProcess.settings(FOLDER.resolve("data"), Map.of()))) {
            beside.database().change(tx -> COPIES.forEach(sql -> tx.createUpdate(sql)
                    .bind("originals", ORIGINALS)
                    .bind("articles", articles)
                    .execute()));
        }
        Line.say("%d articles are in the database", articles);
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
