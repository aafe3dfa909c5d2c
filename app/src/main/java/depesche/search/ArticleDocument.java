package depesche.search;

import depesche.author.Byline;
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
        article.bylines().stream()
                .flatMap(byline -> Byline.names(byline).stream())
                .map(Byline::plain)
                .distinct()
                .forEach(name -> document.add(new StringField(Fields.AUTHOR, name, Store.NO)));
        languages(article.language()).forEach(tag -> document.add(new StringField(Fields.LANGUAGE, tag, Store.NO)));
        addText(document, article, Tongues.of(article.language()));
        return document;
    }

    /// An Austrian article is found in German and in Austrian German.
    static Stream<String> languages(Locale language) {
        return Stream.of(language.getLanguage(), language.toLanguageTag()).distinct();
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
