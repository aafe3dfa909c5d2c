package depesche.search;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.article.Article;
import depesche.article.Submission;
import depesche.db.Notices;
import depesche.testing.TestPaper;
import depesche.testing.Waiting;
import depesche.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FacetsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @RegisterExtension
    static final TestPaper paper = new TestPaper();

    @TempDir
    static Path data;

    private static SearchIndex index;
    private static Notices notices;
    private static Finding finding;

    @BeforeAll
    static void open() {
        paper.topic("hafen", "Hafen", "Harbour", "");
        paper.topic("kraene", "Kräne", "Cranes", "hafen");
        paper.topic("faehren", "Fähren", "Ferries", "hafen");
        paper.topic("wetter", "Wetter", "Weather", "");
        paper.topic("uebrige", "Übrige", "Others", "");
        for (int i = 10; i < 30; i++) {
            paper.topic("viele-" + i, "Viele " + i, "Many " + i, "");
        }
        index = new SearchIndex(paper.database(), data);
        notices = new Notices(paper.postgres());
        finding = new Finding(paper.database(), index, paper.clock);
        index.listen(notices);
        index.start();
        notices.start();
    }

    @AfterAll
    static void close() {
        notices.close();
        index.close();
    }

    @Test
    void anArticleCountsForItsTopicsAndThoseAboveThemOnce() {
        publish("Werftfest eins", "kraene", "faehren");
        publish("Werftfest zwei", "wetter", "kraene");
        found("Werftfest drei");

        assertThat(topics("Werftfest")).containsExactly("hafen 2", "kraene 2", "faehren 1", "uebrige 1", "wetter 1");
        assertThat(topics("Werftfest -eins")).containsExactly("hafen 1", "kraene 1", "uebrige 1", "wetter 1");
        assertThat(topics("Werftfest topic:kraene")).containsExactly("kraene 2 *", "faehren 1", "wetter 1");
        assertThat(topics("Werftfest topic:hafen -topic:wetter")).containsExactly("hafen 1 *", "faehren 1", "kraene 1");
    }

    @Test
    void aYearBeginsByThePapersClock() {
        until("2027-12-31T22:30:00Z");
        publish("Böllerverbot eins");
        until("2027-12-31T23:30:00Z");
        publish("Böllerverbot zwei");
        until("2029-06-01T08:00:00Z");
        found("Böllerverbot drei");

        assertThat(years("Böllerverbot", BERLIN)).containsExactly("2029 1", "2028 1", "2027 1");
        assertThat(years("Böllerverbot", ZoneOffset.UTC)).containsExactly("2029 1", "2027 2");
        assertThat(years("Böllerverbot from:2028-01-01 to:2028-12-31", BERLIN)).containsExactly("2028 1 *");
        assertThat(years("Böllerverbot from:2028-01-01", BERLIN)).containsExactly("2029 1", "2028 1");
    }

    @Test
    void whatEachLinkPromisesIsWhatItFinds() {
        var random = new Random(7);
        List<String> slugs = List.of("hafen", "kraene", "faehren", "wetter", "viele-10", "viele-11");
        for (int i = 0; i < 60; i++) {
            paper.clock.advance(Duration.ofDays(random.nextInt(40)));
            List<String> some =
                    slugs.stream().filter(_ -> random.nextInt(3) == 0).toList();
            publish("Zählung " + (i % 2 == 0 ? "gerade" : "ungerade"), some.toArray(String[]::new));
        }
        found("Zählung vorbei");

        for (String text :
                List.of("Zählung", "gerade -vorbei", "\"Zählung ungerade\" topic:hafen", "Zählung „gerade")) {
            Typed typed = Typed.of(text, BERLIN);
            Facets facets = finding.facets(typed.asked(), new Topics(paper.database()).tree(), BERLIN);
            assertThat(facets.topics())
                    .as(text)
                    .hasSizeGreaterThan(3)
                    .allSatisfy(facet -> assertThat(
                                    total(typed.onTopic(facet.topic().slug()).orElseThrow()))
                            .isEqualTo(facet.articles()));
            assertThat(facets.years())
                    .as(text)
                    .hasSizeGreaterThan(2)
                    .allSatisfy(facet -> assertThat(
                                    total(typed.inYear(facet.year(), BERLIN).orElseThrow()))
                            .isEqualTo(facet.articles()));
        }
    }

    @Test
    void ofManyTopicsTheTenMostFrequentAreNamed() {
        for (int i = 10; i < 30; i++) {
            publish("Kessel eins", "viele-" + i);
            if (i % 2 == 0) {
                publish("Kessel zwei", "viele-" + i);
            }
        }
        found("Kessel drei");

        assertThat(topics("Kessel")).hasSize(10).allMatch(facet -> facet.endsWith(" 2"));
        assertThat(topics("Kessel topic:viele-11")).containsExactly("viele-11 1 *");
    }

    @Test
    void whatWasKilledAndWhatIsNotThereCountsNothing() {
        Article article = paper.publish(text("Kaperbrief verlesen", "hafen"));
        found("Danach");
        assertThat(topics("Kaperbrief")).containsExactly("hafen 1");

        paper.kill(article);

        Waiting.until("the kill is heard", () -> topics("Kaperbrief").isEmpty());
        assertThat(years("Kaperbrief", BERLIN)).isEmpty();
        for (String text : List.of("", "-Kaperbrief", "Unauffindbar", "Danach topic:nix", "a".repeat(100_000))) {
            assertThat(finding.facets(asked(text), new Topics(paper.database()).tree(), BERLIN))
                    .isEqualTo(Facets.NONE);
        }
    }

    @Test
    void aTopicThatMovedIsCountedWhereItStands() {
        paper.topic("luecke", "Lücke", "Gap", "wetter");
        publish("Deichlücke", "luecke");
        found("Deichlücke geschlossen", "luecke");
        assertThat(topics("Deichlücke")).containsExactly("luecke 2", "wetter 2");

        paper.database()
                .change(tx -> tx.execute("update topic set parent_id = (select id from topic where slug = 'hafen')"
                        + " where slug = 'luecke'"));

        assertThat(topics("Deichlücke")).containsExactly("hafen 2", "luecke 2");
    }

    @Test
    void anIndexWithoutWhatIsCountedIsBuiltAnew(@TempDir Path old) throws IOException {
        Article article = paper.publish(text("Ankerkette gerissen", "hafen"));
        try (var before = new SearchIndex(paper.database(), old)) {
            before.start();
            Waiting.until("the index is whole", before::isWhole);
        }
        writeInFormOne(old.resolve("search"), article.id().value());

        try (var after = new SearchIndex(paper.database(), old)) {
            after.start();
            Waiting.until("the index is whole", after::isWhole);
            assertThat(new Finding(paper.database(), after, paper.clock)
                            .facets(asked("Ankerkette"), new Topics(paper.database()).tree(), BERLIN)
                            .topics())
                    .extracting(Facets.OnTopic::articles)
                    .containsExactly(1L);
        }
    }

    private static void writeInFormOne(Path folder, long number) throws IOException {
        try (var directory = FSDirectory.open(folder);
                var writer = new IndexWriter(directory, new IndexWriterConfig(Tongues.indexing()))) {
            Map<String, String> facts = new HashMap<>();
            writer.getLiveCommitData().forEach(fact -> facts.put(fact.getKey(), fact.getValue()));
            writer.deleteAll();
            var document = new Document();
            document.add(new StringField(Fields.KEY, Long.toString(number), Store.NO));
            document.add(new NumericDocValuesField(Fields.ID, number));
            document.add(new LongField(Fields.PUBLISHED, 0, Store.NO));
            document.add(new StringField(Fields.TOPIC, "1", Store.NO));
            document.add(new TextField(Fields.TEXT + "de", "Ankerkette", Store.NO));
            writer.addDocument(document);
            facts.put("form", "1");
            writer.setLiveCommitData(facts.entrySet());
            writer.commit();
        }
    }

    private static List<String> topics(String text) {
        return finding.facets(asked(text), new Topics(paper.database()).tree(), BERLIN).topics().stream()
                .map(facet -> facet.topic().slug() + " " + facet.articles() + (facet.isChosen() ? " *" : ""))
                .toList();
    }

    private static List<String> years(String text, ZoneId zone) {
        return finding.facets(Asked.of(text, zone), new Topics(paper.database()).tree(), zone).years().stream()
                .map(facet -> facet.year() + " " + facet.articles() + (facet.isChosen() ? " *" : ""))
                .toList();
    }

    private static long total(String text) {
        return finding.find(asked(text), Place.START, 1).total();
    }

    private static Asked asked(String text) {
        return Asked.of(text, BERLIN);
    }

    private static void until(String instant) {
        paper.clock.advance(
                Duration.between(paper.clock.instant(), Instant.parse(instant)).minus(TestPaper.UNTIL_PUBLISHED));
    }

    /// Publishes, and waits until it is found.
    private static void found(String headline, String... topics) {
        long number = publish(headline, topics);
        Waiting.until(
                headline, () -> finding.newest(asked("from:2020-01-01"), 1_000).contains(number));
    }

    private static long publish(String headline, String... topics) {
        return paper.publish(text(headline, topics)).id().value();
    }

    private static Submission text(String headline, String... topics) {
        return new Submission(
                headline,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "<p>Ein Satz.</p>",
                Optional.of("de"),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                false,
                topics.length == 0 ? List.of("uebrige") : List.of(topics),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
