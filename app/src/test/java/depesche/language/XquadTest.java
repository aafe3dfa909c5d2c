package depesche.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.th.ThaiAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.QueryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Questions about paragraphs, beside Lucene's own analyzers: how often the right paragraph comes first.
class XquadTest {

    private static final Map<String, Analyzer> LUCENE = Map.ofEntries(
            Map.entry("ar", new ArabicAnalyzer()),
            Map.entry("de", new GermanAnalyzer()),
            Map.entry("el", new GreekAnalyzer()),
            Map.entry("en", new EnglishAnalyzer()),
            Map.entry("es", new SpanishAnalyzer()),
            Map.entry("hi", new HindiAnalyzer()),
            Map.entry("ro", new RomanianAnalyzer()),
            Map.entry("ru", new RussianAnalyzer()),
            Map.entry("th", new ThaiAnalyzer()),
            Map.entry("tr", new TurkishAnalyzer()),
            Map.entry("vi", new StandardAnalyzer()),
            Map.entry("zh", new CJKAnalyzer()));

    private record Question(String text, int paragraph) {}

    private record Questions(List<String> paragraphs, List<Question> questions) {}

    /// In hundredths of all questions: the right paragraph first, and the mean of one by its rank.
    private record Found(double first, double reciprocalRank) {}

    @Test
    void inGermanTheRightParagraphComesFirstMoreOften() throws IOException {
        var questions = questions("de");

        assertThat(ours("de", questions).first())
                .isGreaterThanOrEqualTo(lucene("de", questions).first() + 1.0);
    }

    /// Not yet Arabic, Romanian and Vietnamese.
    @ParameterizedTest
    @ValueSource(strings = {"en", "tr", "ru", "el", "es", "hi", "th", "zh"})
    void inOtherLanguagesItIsNoWorse(String language) throws IOException {
        var questions = questions(language);

        assertThat(ours(language, questions).first())
                .isGreaterThanOrEqualTo(lucene(language, questions).first());
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en", "ru"})
    void norDoesItComeFurtherDown(String language) throws IOException {
        var questions = questions(language);

        assertThat(ours(language, questions).reciprocalRank())
                .isGreaterThanOrEqualTo(lucene(language, questions).reciprocalRank());
    }

    private static Found ours(String language, Questions questions) throws IOException {
        var analysis = Analysis.of(language);
        return found(questions, analysis.indexing(), text -> asked(analysis, text));
    }

    /// As the search asks.
    private static Query asked(Analysis analysis, String text) {
        return new BooleanQuery.Builder()
                .add(analysis.any(SmallIndex.FIELD, text), Occur.SHOULD)
                .add(analysis.together(SmallIndex.FIELD, text), Occur.SHOULD)
                .build();
    }

    private static Found lucene(String language, Questions questions) throws IOException {
        var builder = new QueryBuilder(LUCENE.get(language));
        return found(questions, LUCENE.get(language), text -> builder.createBooleanQuery(SmallIndex.FIELD, text));
    }

    private static Found found(Questions questions, Analyzer indexing, Function<String, Query> asking)
            throws IOException {
        int first = 0;
        double reciprocalRanks = 0;
        try (var index = SmallIndex.of(indexing, questions.paragraphs())) {
            for (Question question : questions.questions()) {
                int rank = index.find(asking.apply(question.text())).indexOf(question.paragraph());
                first += rank == 0 ? 1 : 0;
                reciprocalRanks += rank < 0 ? 0 : 1.0 / (rank + 1);
            }
        }
        int all = questions.questions().size();
        return new Found(100.0 * first / all, 100 * reciprocalRanks / all);
    }

    private static Questions questions(String language) throws IOException {
        var file = TestData.at("search-xquad/xquad." + language + ".json.gz");
        List<String> paragraphs = new ArrayList<>();
        List<Question> questions = new ArrayList<>();
        try (var json = new GZIPInputStream(Files.newInputStream(file))) {
            for (JsonNode article : new ObjectMapper().readTree(json).path("data")) {
                for (JsonNode paragraph : article.path("paragraphs")) {
                    for (JsonNode question : paragraph.path("qas")) {
                        questions.add(new Question(question.path("question").asText(), paragraphs.size()));
                    }
                    paragraphs.add(paragraph.path("context").asText());
                }
            }
        }
        return new Questions(paragraphs, questions);
    }
}
