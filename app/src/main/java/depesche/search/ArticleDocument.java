package depesche.search;

import depesche.author.Byline;
import depesche.language.Plain;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedNumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;

/// An article as the index keeps it. Words only: what a hit shows is read from the database, where it is true.
final class ArticleDocument {

    private ArticleDocument() {}

    static Term key(long id) {
        return new Term(Fields.KEY, Long.toString(id));
    }

    static Document of(ArticleText article) {
        var document = new Document();
        document.add(new StringField(Fields.KEY, Long.toString(article.id()), Store.NO));
        document.add(new NumericDocValuesField(Fields.ID, article.id()));
        document.add(new LongField(Fields.PUBLISHED, article.publishedAt().getEpochSecond(), Store.NO));
        article.topics().forEach(topic -> {
            document.add(new StringField(Fields.TOPIC, Long.toString(topic), Store.NO));
            document.add(new SortedNumericDocValuesField(Fields.TOPICS, topic));
        });
        addNames(document, article);
        languages(article.language()).forEach(tag -> document.add(new StringField(Fields.LANGUAGE, tag, Store.NO)));
        addText(document, article, Tongues.of(article.language()));
        return document;
    }

    /// An Austrian article is found in German and in Austrian German.
    static Stream<String> languages(Locale language) {
        return Stream.of(language.getLanguage(), language.toLanguageTag()).distinct();
    }

    private static void addNames(Document document, ArticleText article) {
        List<String> names = article.bylines().stream()
                .flatMap(byline -> Byline.names(byline).stream())
                .distinct()
                .toList();
        addTerms(document, Fields.AUTHOR, names.stream().map(Byline::plain));
        addTerms(document, Fields.AUTHOR_NAME, names.stream().flatMap(name -> Begun.terms(name, Byline.key(name))));
        article.story()
                .ifPresent(story -> addTerms(
                        document,
                        Fields.STORY_NAME,
                        article.storyLabels().stream().flatMap(label -> Begun.terms(label, story.toString()))));
        addTerms(
                document,
                Fields.HEADLINE_WORD,
                Plain.words(article.headline()).stream().flatMap(word -> word.forms().stream()));
    }

    private static void addTerms(Document document, String field, Stream<String> terms) {
        terms.distinct().forEach(term -> document.add(new StringField(field, term, Store.NO)));
    }

    private static void addText(Document document, ArticleText article, String tongue) {
        add(document, Fields.HEADLINE + tongue, article.headline());
        add(document, Fields.LEAD + tongue, article.kicker());
        add(document, Fields.LEAD + tongue, article.standfirst());
        article.texts().forEach(words -> add(document, Fields.TEXT + tongue, words));
    }

    private static void add(Document document, String field, String words) {
        if (!words.isEmpty()) {
            document.add(new TextField(field, words, Store.NO));
        }
    }
}
