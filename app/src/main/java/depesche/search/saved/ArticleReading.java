package depesche.search.saved;

import depesche.article.Article;
import depesche.author.Author;
import depesche.author.Byline;
import depesche.language.Analysis;
import depesche.language.Word;
import depesche.search.Paragraphs;
import depesche.search.saved.ArticleTerms.Term;
import depesche.topic.TopicTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads an article as saved searches see it, by the analysis of its language. Parts of compounds stand apart behind
/// the text, so that a single word meets them and a phrase does not.
final class ArticleReading {

    private static final int GAP = 2;

    private ArticleReading() {}

    static ArticleTerms of(Article article, TopicTree tree, Collection<Author> authors) {
        var analysis = Analysis.of(article.language().toLanguageTag());
        List<Term> terms = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        int place = 0;
        for (String text : texts(article)) {
            for (Word word : analysis.words(text)) {
                terms.add(new Term(word.term(), place++));
                parts.addAll(word.parts());
            }
            place += GAP;
        }
        for (Word word : analysis.words(article.revision().headline())) {
            terms.add(new Term(title(word.term()), place++));
            word.parts().forEach(part -> parts.add(title(part)));
        }
        place += GAP;
        for (String part : parts) {
            terms.add(new Term(part, place));
            place += GAP;
        }
        return new ArticleTerms(terms, fields(article, tree, authors));
    }

    /// That an article has this topic, or one below it.
    static Demand.Field topic(String slug) {
        return new Demand.Field("topic", slug);
    }

    /// That an article is in this language.
    static Demand.Field language(String tag) {
        return new Demand.Field("language", tag);
    }

    /// That one of its authors has this name, plainly spelt, or this slug.
    static Demand.Field author(String name) {
        return new Demand.Field("author", name);
    }

    /// A term of the headline, where it stands as one of the headline.
    static String title(String term) {
        return "\u0000title\u0000" + term;
    }

    private static List<String> texts(Article article) {
        var revision = article.revision();
        return Stream.of(
                        revision.kicker().stream(),
                        Stream.of(revision.headline()),
                        revision.standfirst().stream(),
                        revision.teaser().stream(),
                        revision.bylines().stream(),
                        revision.dateline().stream(),
                        Paragraphs.of(revision.body().value()).stream())
                .flatMap(text -> text)
                .toList();
    }

    /// An Austrian article is in German and in Austrian German.
    private static Set<Demand.Field> fields(Article article, TopicTree tree, Collection<Author> authors) {
        Stream<Demand.Field> languages = Stream.of(
                language(article.language().getLanguage()),
                language(article.language().toLanguageTag()));
        Stream<Demand.Field> topics = tree.withAncestors(article.revision().topics()).stream()
                .flatMap(id -> tree.byId(id).stream())
                .flatMap(topic -> tree.slugs(topic).stream())
                .map(ArticleReading::topic);
        Stream<Demand.Field> names = names(article).map(name -> author(Byline.plain(name)));
        Stream<Demand.Field> slugs = authors.stream().map(known -> author(known.slug()));
        return Stream.of(languages, topics, names, slugs).flatMap(each -> each).collect(Collectors.toSet());
    }

    /// Whom the bylines name.
    static Stream<String> names(Article article) {
        return article.revision().bylines().stream()
                .flatMap(byline -> Byline.names(byline).stream())
                .filter(name -> !Byline.plain(name).isEmpty());
    }
}
