package depesche.search;

import depesche.language.Analysis;
import depesche.topic.Topic;
import depesche.topic.TopicId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.document.LongField;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;

/// What is asked as a query of Lucene's, in all languages that there are articles in: an article has words in one of
/// them, and counts by that one.
final class AskedQuery {

    /// All words of an article count once; those of its headline, and of kicker and standfirst, so much more.
    private static final float HEADLINE = 0.5f;

    private static final float LEAD = 0.2f;

    private final List<String> tongues;
    private final AskedNames names;

    AskedQuery(List<String> tongues, AskedNames names) {
        this.tongues = tongues;
        this.names = names;
    }

    Query of(Asked asked) {
        if (asked.isEmpty()) {
            return new MatchNoDocsQuery("nothing asked");
        }
        var query = new BooleanQuery.Builder();
        addText(query, asked);
        addLimits(query, asked);
        return query.build();
    }

    /// Of what this query finds, what the search with its exclusions, topics, language and days lets through.
    Query within(Asked asked, Query found) {
        var query = new BooleanQuery.Builder().add(found, Occur.MUST);
        addLimits(query, asked);
        return query.build();
    }

    private void addLimits(BooleanQuery.Builder query, Asked asked) {
        asked.without().forEach(words -> query.add(phrase(words), Occur.MUST_NOT));
        Marks marks = asked.marks();
        marks.topics().forEach(slug -> query.add(onTopic(slug), Occur.FILTER));
        marks.authors().forEach(author -> query.add(by(author), Occur.FILTER));
        if (!marks.languages().isEmpty()) {
            query.add(in(marks.languages()), Occur.FILTER);
        }
        Marks none = asked.withoutMarks();
        titles(none).forEach(title -> query.add(title, Occur.MUST_NOT));
        none.topics().forEach(slug -> query.add(onTopic(slug), Occur.MUST_NOT));
        none.authors().forEach(author -> query.add(by(author), Occur.MUST_NOT));
        query.add(in(none.languages()), Occur.MUST_NOT);
        if (!asked.hasText() || asked.from().isPresent() || asked.until().isPresent()) {
            query.add(published(asked.from(), asked.until()), Occur.FILTER);
        }
    }

    private void addText(BooleanQuery.Builder query, Asked asked) {
        asked.phrases().forEach(words -> query.add(phrase(words), Occur.MUST));
        titles(asked.marks()).forEach(title -> query.add(title, Occur.MUST));
        if (!asked.words().isEmpty()) {
            query.add(any(asked.words()), asked.phrases().isEmpty() ? Occur.MUST : Occur.SHOULD);
        }
    }

    private Query any(String words) {
        var any = new BooleanQuery.Builder();
        for (String tongue : tongues) {
            var analysis = Analysis.of(tongue);
            any.add(analysis.any(Fields.TEXT + tongue, words), Occur.SHOULD);
            any.add(analysis.together(Fields.TEXT + tongue, words), Occur.SHOULD);
            any.add(new BoostQuery(analysis.any(Fields.HEADLINE + tongue, words), HEADLINE), Occur.SHOULD);
            any.add(new BoostQuery(analysis.any(Fields.LEAD + tongue, words), LEAD), Occur.SHOULD);
        }
        return any.build();
    }

    private Query phrase(String words) {
        var phrase = new BooleanQuery.Builder();
        for (String tongue : tongues) {
            phrase.add(Analysis.of(tongue).phrase(Fields.TEXT + tongue, words), Occur.SHOULD);
        }
        return phrase.build();
    }

    /// Words of a headline in any of their forms, and words that stand in it as they are spelt.
    private Stream<Query> titles(Marks marks) {
        return Stream.concat(
                marks.titles().stream().map(words -> inHeadline((analysis, field) -> analysis.whole(field, words))),
                marks.titlePhrases().stream()
                        .map(words -> inHeadline((analysis, field) -> analysis.phrase(field, words))));
    }

    private Query inHeadline(BiFunction<Analysis, String, Query> words) {
        var any = new BooleanQuery.Builder();
        tongues.forEach(tongue -> any.add(words.apply(Analysis.of(tongue), Fields.HEADLINE + tongue), Occur.SHOULD));
        return any.build();
    }

    private Query by(String author) {
        return oneOf(Fields.AUTHOR, names.authors().getOrDefault(author, Set.of()));
    }

    private static Query in(Set<Locale> languages) {
        return oneOf(
                Fields.LANGUAGE, languages.stream().map(Locale::toLanguageTag).collect(Collectors.toSet()));
    }

    private static Query oneOf(String field, Set<String> terms) {
        return new TermInSetQuery(field, terms.stream().map(BytesRef::new).toList());
    }

    /// The topic and all below it, as the tree is now.
    private Query onTopic(String slug) {
        Optional<Topic> topic = names.topics().bySlug(slug);
        if (topic.isEmpty()) {
            return new MatchNoDocsQuery("no such topic");
        }
        Collection<BytesRef> numbers = names
                .topics()
                .withDescendants(topic.get().id())
                .stream()
                .map(TopicId::value)
                .map(number -> new BytesRef(Long.toString(number)))
                .toList();
        return new TermInSetQuery(Fields.TOPIC, numbers);
    }

    private static Query published(Optional<Instant> from, Optional<Instant> until) {
        return LongField.newRangeQuery(
                Fields.PUBLISHED,
                from.map(Instant::getEpochSecond).orElse(Long.MIN_VALUE),
                until.map(end -> end.getEpochSecond() - 1).orElse(Long.MAX_VALUE));
    }
}
