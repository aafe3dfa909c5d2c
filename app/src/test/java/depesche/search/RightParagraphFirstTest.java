package depesche.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.testing.TestData;
import depesche.testing.TestPaper;
import depesche.testing.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Paragraphs of XQuAD as articles, its questions as searches: how often the paragraph with the answer comes first,
/// beside Lucene's own analyzer for the language on the same paragraphs.
class RightParagraphFirstTest {

    private static final Map<String, Analyzer> LUCENES = Map.of(
            "de", new GermanAnalyzer(),
            "en", new EnglishAnalyzer(),
            "tr", new TurkishAnalyzer(),
            "ru", new RussianAnalyzer());

    /// How far ahead of Lucene's own, in points.
    private static final Map<String, Double> AHEAD = Map.of("de", 1.0, "en", 0.0, "tr", 0.0, "ru", 0.0);

    @RegisterExtension
    static final TestPaper paper = new TestPaper();

    @TempDir
    Path data;

    private record Question(String text, int paragraph) {}

    private record Questions(List<String> titles, List<String> paragraphs, List<Question> asked) {}

    @ParameterizedTest
    @ValueSource(strings = {"de", "en", "tr", "ru"})
    void theRightParagraphComesFirstAsOftenAsItDid(String language) throws IOException {
        Questions questions = questions(TestData.at("search-xquad/xquad." + language + ".json.gz"));

        double ours = ours(questions, language);
        double lucenes = lucenes(questions, Objects.requireNonNull(LUCENES.get(language)));

        System.out.printf("%s: right paragraph first %.2f %%, Lucene's own %.2f %%%n", language, ours, lucenes);
        assertThat(ours).isGreaterThanOrEqualTo(lucenes + AHEAD.get(language));
    }

    private double ours(Questions questions, String language) {
        paper.database().change(tx -> tx.execute("update article set state = 'spiked', published_at = null"));
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < questions.paragraphs().size(); i++) {
            numbers.add(insert(questions.titles().get(i), questions.paragraphs().get(i), language));
        }
        try (var index = new SearchIndex(paper.database(), data)) {
            index.start();
            Waiting.until("the index is whole", index::isWhole);
            var finding = new Finding(paper.database(), index, paper.clock);
            return share(questions, question -> {
                List<FoundArticle> found = finding.find(Asked.of(question.text(), ZoneOffset.UTC), Place.START, 1)
                        .items();
                return !found.isEmpty() && found.getFirst().id() == numbers.get(question.paragraph());
            });
        }
    }

    private static long insert(String title, String paragraph, String language) {
        return paper.database().write(tx -> {
            long id = tx.createQuery("""
                            insert into article (slug, state, revision, language, created_at, changed_at, published_at)
                            values ('x', 'published', 1, :language, now(), now(), now())
                            returning id
                            """)
                    .bind("language", language)
                    .mapTo(Long.class)
                    .one();
            tx.createUpdate("""
                            insert into revision (article_id, number, headline, body, bylines, sources, breaking,
                                   topics, reading_minutes, saved_at, saved_by)
                            values (:id, 1, :title, :body, '{}', '{}', false, '{}', 1, now(), 'test')
                            """)
                    .bind("id", id)
                    .bind("title", title)
                    .bind("body", "<p>" + paragraph.replace("&", "&amp;").replace("<", "&lt;") + "</p>")
                    .execute();
            return id;
        });
    }

    private static double lucenes(Questions questions, Analyzer analyzer) throws IOException {
        var directory = new ByteBuffersDirectory();
        try (var writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
            for (int i = 0; i < questions.paragraphs().size(); i++) {
                var document = new Document();
                document.add(new TextField(
                        "text",
                        questions.titles().get(i) + "\n"
                                + questions.paragraphs().get(i),
                        Store.NO));
                writer.addDocument(document);
            }
        }
        try (var reader = DirectoryReader.open(directory)) {
            var searcher = new IndexSearcher(reader);
            var builder = new QueryBuilder(analyzer);
            return share(questions, question -> {
                ScoreDoc[] found = searcher.search(builder.createBooleanQuery("text", question.text()), 1).scoreDocs;
                return found.length > 0 && found[0].doc == question.paragraph();
            });
        }
    }

    private interface Trial {
        boolean isRight(Question question) throws IOException;
    }

    private static double share(Questions questions, Trial trial) {
        int right = 0;
        for (Question question : questions.asked()) {
            try {
                right += trial.isRight(question) ? 1 : 0;
            } catch (IOException broken) {
                throw new AssertionError(question.text(), broken);
            }
        }
        return 100.0 * right / questions.asked().size();
    }

    private static Questions questions(Path file) throws IOException {
        List<String> titles = new ArrayList<>();
        List<String> paragraphs = new ArrayList<>();
        List<Question> asked = new ArrayList<>();
        try (InputStream bytes = new GZIPInputStream(Files.newInputStream(file))) {
            for (JsonNode article : new ObjectMapper().readTree(bytes).path("data")) {
                for (JsonNode paragraph : article.path("paragraphs")) {
                    titles.add(article.path("title").asText().replace('_', ' '));
                    paragraphs.add(paragraph.path("context").asText());
                    for (JsonNode question : paragraph.path("qas")) {
                        asked.add(new Question(question.path("question").asText(), paragraphs.size() - 1));
                    }
                }
            }
        }
        return new Questions(titles, paragraphs, asked);
    }
}
