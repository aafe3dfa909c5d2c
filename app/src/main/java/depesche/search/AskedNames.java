package depesche.search;

import depesche.author.Authors;
import depesche.author.Byline;
import depesche.db.Database;
import depesche.search.SearchFault.Kind;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;

/// Whom and what a search names, as the database knows it now.
///
/// @param authors what was asked, and how the index spells whoever may be meant
record AskedNames(TopicTree topics, Map<String, Set<String>> authors) {

    AskedNames {
        authors = Map.copyOf(authors);
    }

    static AskedNames of(Database db, Asked asked) {
        return new AskedNames(asked.needsTopics() ? new Topics(db).tree() : TopicTree.empty(), authors(db, asked));
    }

    /// A name is looked for as it is; a slug is the name of whoever has it.
    static Map<String, Set<String>> authors(Database db, Asked asked) {
        Set<String> all = Stream.concat(asked.marks().authors().stream(), asked.withoutMarks().authors().stream())
                .collect(Collectors.toSet());
        if (all.isEmpty()) {
            return Map.of();
        }
        return db.read(tx -> {
            Map<String, Set<String>> spellings = new HashMap<>();
            for (String author : all) {
                String plain = Byline.plain(author);
                var names = new HashSet<>(Set.of(plain));
                Authors.bySlug(tx, plain)
                        .map(known -> Byline.plain(known.name()))
                        .ifPresent(names::add);
                spellings.put(author, names);
            }
            return spellings;
        });
    }

    List<SearchFault> unknown(Asked asked, IndexSearcher searcher) throws IOException {
        List<SearchFault> unknown = new ArrayList<>();
        for (Marks marks : List.of(asked.marks(), asked.withoutMarks())) {
            for (String slug : marks.topics()) {
                if (topics.bySlug(slug).isEmpty()) {
                    unknown.add(new SearchFault(Kind.NO_TOPIC, slug));
                }
            }
            for (String author : marks.authors()) {
                if (!isFound(author, searcher)) {
                    unknown.add(new SearchFault(Kind.NO_AUTHOR, author));
                }
            }
        }
        return unknown;
    }

    private boolean isFound(String author, IndexSearcher searcher) throws IOException {
        for (String spelling : authors.getOrDefault(author, Set.of())) {
            if (searcher.count(new TermQuery(new Term(Fields.AUTHOR, spelling))) > 0) {
                return true;
            }
        }
        return false;
    }
}
