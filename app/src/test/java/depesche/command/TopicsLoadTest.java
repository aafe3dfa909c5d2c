package depesche.command;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.testing.TestData;
import depesche.testing.TestNewsroom;
import depesche.topic.Topic;
import depesche.topic.TopicTree;
import depesche.topic.VocabularyTopics;
import depesche.topic.VocabularyTopics.Loaded;
import depesche.topic.vocabulary.VocabularyReading;
import depesche.topic.vocabulary.VocabularyResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tukaani.xz.XZInputStream;

class TopicsLoadTest {

    private static final String SMALL = """
            @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            @prefix ikos: <http://cv.iptc.org/newscodes/ikos/> .
            @prefix m: <http://cv.iptc.org/newscodes/mediatopic/> .
            m:3 a skos:Concept ; skos:inScheme m: ; skos:prefLabel "opera"@en-GB, "Oper"@de-DE ;
              skos:altLabel "grand opera"@en ; skos:broader m:2 . # one below a retired one
            m:1 skos:inScheme m: ; skos:prefLabel "the \\"arts\\""@en-GB .
            m:2 skos:inScheme m: ; skos:prefLabel "music theatre"@en ; skos:broader m:1 ; ikos:retired "2021" .
            """;

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    @Test
    void theMediaTopicsMakeATreeOnceAndCountriesStay() throws IOException {
        var countries = newsroom.rooms().search().suggestions().countries();
        countries.make();
        Set<Topic> before = Set.copyOf(tree().all());
        String text;
        try (var bytes = new XZInputStream(Files.newInputStream(TestData.at("vocab-iptc/mediatopics-en-GB.ttl.xz")))) {
            text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
        var read = (VocabularyResult.Vocabulary) VocabularyReading.read(text, VocabularyReading.MEDIA_TOPICS, Set.of());

        Loaded foretold = topics().foretell(read.concepts(), () -> {});
        assertThat(tree().all()).hasSameSizeAs(before);
        Loaded loaded = topics().load(read.concepts(), () -> {});
        TopicTree tree = tree();
        Loaded again = topics().load(read.concepts(), () -> {});

        assertThat(loaded).isEqualTo(foretold);
        assertThat(read.concepts().size() + read.retired()).isEqualTo(1_372);
        assertThat(read.retired()).isPositive();
        assertThat(loaded.made() + loaded.joined()).isEqualTo(read.concepts().size());
        assertThat(tree.all()).containsAll(before);
        assertThat(tree.roots().stream().map(Topic::slug)).contains("sport", "weather");
        Topic theatre = tree.all().stream()
                .filter(topic -> "theatre".equals(topic.labels().get("en")))
                .findFirst()
                .orElseThrow();
        assertThat(tree.path(theatre.id()).size()).isGreaterThan(2);
        assertThat(again).isEqualTo(new Loaded(0, 0, 0, read.concepts().size()));
        assertThat(tree().all()).isEqualTo(tree.all());
    }

    @Test
    void retiredOnesAreLeftOutAndLabelsComeInTheirLanguages() {
        var read =
                (VocabularyResult.Vocabulary) VocabularyReading.read(SMALL, VocabularyReading.MEDIA_TOPICS, Set.of());

        assertThat(read.retired()).isOne();
        assertThat(read.concepts()).hasSize(2);
        assertThat(read.concepts().getFirst().labels()).containsEntry("en", "the \"arts\"");
        var opera = read.concepts().getLast();
        assertThat(opera.labels()).containsEntry("en", "opera").containsEntry("de", "Oper");
        assertThat(opera.aliases()).containsExactly("grand opera");
        assertThat(opera.broader()).hasValue(VocabularyReading.MEDIA_TOPICS + "1");
    }

    @Test
    void everyFaultIsInOneAnswer() {
        String wrong = SMALL + """
                m:4 skos:inScheme m: ; skos:broader m:9 .
                m:5 skos:inScheme m: ; skos:prefLabel "five"@en ; skos:broader m:6 .
                m:6 skos:inScheme m: ; skos:prefLabel "six"@en ; skos:broader m:5 .
                m:7 skos:prefLabel "not ended@en .
                n:8 skos:prefLabel "eight" .
                m:8 skos:prefLabel [ ] .
                """;

        var faulty = (VocabularyResult.Faulty) VocabularyReading.read(wrong, VocabularyReading.MEDIA_TOPICS, Set.of());

        assertThat(faulty.faults())
                .anySatisfy(fault -> assertThat(fault).contains("mediatopic/4 has no label"))
                .anySatisfy(fault -> assertThat(fault).contains("mediatopic/9, which is not there"))
                .anySatisfy(fault -> assertThat(fault).contains("stands below itself"))
                .anySatisfy(fault -> assertThat(fault).contains("line 11", "a text does not end"))
                .anySatisfy(fault -> assertThat(fault).contains("line 12", "prefix n: is not declared"))
                .anySatisfy(fault -> assertThat(fault).contains("line 13", "blank nodes"));
    }

    @Test
    void ofAnotherVocabularyOrLanguageItIsSaid() {
        assertThat(VocabularyReading.read(SMALL, "http://example.org/", Set.of()))
                .isInstanceOfSatisfying(
                        VocabularyResult.Faulty.class,
                        faulty -> assertThat(faulty.faults())
                                .containsExactly("no concept is of http://example.org/; there are "
                                        + VocabularyReading.MEDIA_TOPICS));
        assertThat(VocabularyReading.read(SMALL, VocabularyReading.MEDIA_TOPICS, Set.of("fr")))
                .isInstanceOfSatisfying(
                        VocabularyResult.Faulty.class,
                        faulty -> assertThat(faulty.faults())
                                .anySatisfy(fault -> assertThat(fault).contains("has no label in fr")));
        assertThat(VocabularyReading.read("\\ud800<", VocabularyReading.MEDIA_TOPICS, Set.of()))
                .isInstanceOf(VocabularyResult.Faulty.class);
    }

    private static VocabularyTopics topics() {
        var ground = newsroom.rooms().ground();
        return new VocabularyTopics(ground.db(), ground.changes(), ground.clock());
    }

    private static TopicTree tree() {
        return newsroom.rooms().paper().topics().tree();
    }
}
