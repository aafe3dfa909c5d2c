package load;

import depesche.Newsroom;
import depesche.language.Analysis;
import depesche.search.Asked;
import depesche.search.Found;
import depesche.search.Place;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

/// Searching N articles, against bare Lucene with its German analyzer on the same words and the same questions of one to
/// four words. In the measured part of ours: reading the question, the index, the articles found from the database,
/// and marking the words in them. Of Lucene's: reading the question and the twenty best numbers. Both sides have each
/// question asked by one after the other; the first round warms up. Then what a page shows beside the hits, also twice:
/// all that is found counted by topic and year, of 40 topics with two an article, and what may have been meant, of each
/// question as it is and with two letters of each longer word transposed.
public final class BenchSearch {

    private static final int QUESTIONS = 2_000;
    private static final int VOCABULARY = 200_000;
    private static final int WORDS = 150;
    private static final int BATCH = 5_000;
    private static final int SHOWN = 20;
    private static final int TOPICS = 20;
    private static final Path FOLDER = Path.of("benchmarks/work/search").toAbsolutePath();

    private BenchSearch() {}

    public static void main(String... arguments) throws IOException {
        int articles = Integer.parseInt(arguments[0]);
        Shell.delete(FOLDER);
        Files.createDirectories(FOLDER);
        var settings = InProcess.settings(FOLDER.resolve("data"), Map.of());
        List<String> questions = questions();
        try (var newsroom = Newsroom.of(settings, InProcess.open(settings), InstantSource.system());
                var directory = FSDirectory.open(FOLDER.resolve("bare"))) {
            topics(newsroom);
            long started = System.nanoTime();
            fill(newsroom, directory, articles);
            Line.say("%d articles are in the database and in bare Lucene after %.0f s", articles, seconds(started));
            started = System.nanoTime();
            newsroom.search().index().start();
            while (!newsroom.search().index().isWhole()) {
                Served.pause(50);
            }
            Line.say("the index is built after %.0f s", seconds(started));
            compare(newsroom, directory, questions);
            beside(newsroom, questions);
        }
    }

    private static void beside(Newsroom newsroom, List<String> questions) {
        var finding = newsroom.search().finding();
        TopicTree topics = newsroom.ground().db().read(Topics::tree);
        List<String> misspelt = questions.stream()
                .map(question -> question.replaceAll("(\\p{L}{3})(\\p{L})(\\p{L})(\\p{L}*)", "$1$3$2$4"))
                .toList();
        for (int round = 0; round < 2; round++) {
            say("counted by topic and year", asked(questions, question ->
                    finding.facets(Asked.of(question, ZoneOffset.UTC), topics, ZoneOffset.UTC)));
            say("respelt", asked(questions, question -> respell(newsroom, question)));
            say("respelt, misspelt", asked(misspelt, question -> respell(newsroom, question)));
        }
    }

    private static void respell(Newsroom newsroom, String question) {
        newsroom.search().finding().respelt(question, Asked.of(question, ZoneOffset.UTC));
    }

    private static void say(String what, double... millis) {
        Line.say("%s: %.2f ms, p99 %.2f ms", what, mean(millis), p99(millis));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void compare(Newsroom newsroom, FSDirectory directory, List<String> questions) throws IOException {
        try (var reader = DirectoryReader.open(directory)) {
            var searcher = new IndexSearcher(reader);
            var builder = new QueryBuilder(new GermanAnalyzer());
            double[] ours = new double[0];
            double[] bare = new double[0];
            for (int round = 0; round < 2; round++) {
                ours = asked(questions, question -> ask(newsroom, question));
                bare = asked(questions, question -> ask(searcher, builder, question));
            }
            Line.say("%d questions, each for the best %d", questions.size(), SHOWN);
            Line.print(
                    new Line.Figure("search", 1000 / mean(ours), "queries/s"),
                    new Line.Figure("lucene", 1000 / mean(bare), "queries/s"));
            Line.print(
                    new Line.Figure("search-p99", p99(ours), "ms"), new Line.Figure("lucene-p99", p99(bare), "ms"));
        }
        Line.say("this process, with the index and bare Lucene: %d MiB", Memory.of(ProcessHandle.current().pid(), "Rss"));
    }

    private static void ask(Newsroom newsroom, String question) {
        Found found = newsroom.search().finding().find(Asked.of(question, ZoneOffset.UTC), Place.START, SHOWN);
        if (found.items().isEmpty() && found.total() > 0) {
            throw new IllegalStateException("found and not shown: " + question);
        }
    }

    private static void ask(IndexSearcher searcher, QueryBuilder builder, String question) {
        try {
            Query query = builder.createBooleanQuery("text", question);
            // There is none where Lucene's analyzer leaves out all words.
            if (query != null) {
                searcher.search(query, SHOWN);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Milliseconds of each.
    private static double[] asked(List<String> questions, Consumer<String> asking) {
        double[] millis = new double[questions.size()];
        for (int i = 0; i < millis.length; i++) {
            long started = System.nanoTime();
            asking.accept(questions.get(i));
            millis[i] = (System.nanoTime() - started) / 1e6;
        }
        return millis;
    }

    private static double mean(double... millis) {
        return Arrays.stream(millis).average().orElseThrow();
    }

    private static double p99(double... millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(sorted.length * 0.99) - 1];
    }

    private static void fill(Newsroom newsroom, FSDirectory directory, int articles) throws IOException {
        var words = new Words(1);
        try (var writer = new IndexWriter(directory, new IndexWriterConfig(new GermanAnalyzer()))) {
            for (int from = 0; from < articles; from += BATCH) {
                List<String> headlines = new ArrayList<>();
                List<String> bodies = new ArrayList<>();
                for (int i = from; i < Math.min(articles, from + BATCH); i++) {
                    headlines.add(words.some(7));
                    bodies.add(words.some(WORDS));
                    var document = new Document();
                    document.add(new TextField("text", headlines.getLast() + "\n" + bodies.getLast(), Store.NO));
                    writer.addDocument(document);
                }
                insert(newsroom, headlines, bodies);
            }
        }
        newsroom.ground().db().change(tx -> tx.execute("analyze"));
    }

    private static void topics(Newsroom newsroom) {
        newsroom.ground().db().change(tx -> tx.createUpdate("""
                        with made as (
                             insert into topic (slug, created_at)
                             select 'thema-' || n, now()
                               from generate_series(0, :count - 1) as n
                             returning id, slug)
                        insert into topic_label (topic_id, language, label)
                        select id, 'de', slug
                          from made
                        """).bind("count", 2 * TOPICS).execute());
    }

    /// Each article is on two topics.
    private static void insert(Newsroom newsroom, List<String> headlines, List<String> bodies) {
        newsroom.ground().db().change(tx -> tx.createUpdate("""
                        with made as (
                             insert into article (slug, state, revision, language, created_at, changed_at, published_at)
                             select 'text', 'published', 1, 'de', now(), now(), now() - n * interval '1 minute'
                               from generate_series(1, :count) as n
                             returning id),
                             numbered as (select id, row_number() over (order by id) as n from made),
                             listed as (
                             insert into article_topic (article_id, topic_id, position)
                             select numbered.id, t.id, place.number
                               from numbered
                              cross join lateral (values (1, n % :topics), (2, :topics + n * 7 % :topics))
                                         as place (number, topic)
                               join topic t on t.slug = 'thema-' || place.topic)
                        insert into revision (article_id, number, headline, body, bylines, sources, breaking, topics,
                               reading_minutes, saved_at, saved_by)
                        select id, 1, (cast(:headlines as text[]))[n], '<p>' || (cast(:bodies as text[]))[n] || '</p>',
                               '{}', '{}', false, '{}', 1, now(), 'bench'
                          from numbered
                        """)
                .bind("count", headlines.size())
                .bind("topics", TOPICS)
                .bindArray("headlines", String.class, headlines)
                .bindArray("bodies", String.class, bodies)
                .execute());
    }

    private static List<String> questions() {
        var words = new Words(2);
        var random = new Random(3);
        List<String> questions = new ArrayList<>();
        while (questions.size() < QUESTIONS) {
            String question = words.some(1 + random.nextInt(4));
            if (!Analysis.of("de").words(question).isEmpty()) {
                questions.add(question);
            }
        }
        return questions;
    }

    /// Words as often as words are (Zipf): the demo's German ones first, then made-up ones.
    private static final class Words {

        private final Random random;
        private final List<String> vocabulary = new ArrayList<>();

        Words(long seed) {
            random = new Random(seed);
            var print = new Newsprint();
            var syllables = new ArrayList<String>();
            var known = new LinkedHashSet<String>();
            for (int i = 0; i < 2_000; i++) {
                known.addAll(List.of(print.paragraph().replaceAll("[^\\p{L} ]", " ").strip().split(" +")));
            }
            vocabulary.addAll(known);
            known.stream().filter(word -> word.length() > 3).forEach(word -> syllables.add(word.substring(0, 4)));
            var making = new Random(17);
            while (vocabulary.size() < VOCABULARY) {
                vocabulary.add(syllables.get(making.nextInt(syllables.size()))
                        + syllables.get(making.nextInt(syllables.size())).toLowerCase(Locale.ROOT));
            }
        }

        String some(int count) {
            var text = new StringBuilder();
            for (int i = 0; i < count; i++) {
                int rank = (int) Math.pow(VOCABULARY, random.nextDouble()) - 1;
                text.append(i == 0 ? "" : " ").append(vocabulary.get(rank));
            }
            return text.toString();
        }
    }
}
