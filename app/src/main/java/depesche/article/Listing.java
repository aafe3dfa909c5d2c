package depesche.article;

import depesche.author.AuthorId;
import depesche.story.StoryId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// What a list of articles is of: topics, a story, an author, or several of these. A condition on `article a`, the same
/// for pages, feeds and tombstones.
public record Listing(Map<Kind, List<Long>> ids) {

    /// By which of what an article bears.
    public enum Kind {
        TOPICS("article_topic", "topic_id"),
        STORIES("article_story", "story_id"),
        AUTHORS("article_author", "author_id");

        private final String table;
        private final String column;

        Kind(String table, String column) {
            this.table = table;
            this.column = column;
        }

        private String parameter() {
            return "listed_" + column;
        }
    }

    public Listing {
        ids = Map.copyOf(ids);
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("a list of nothing");
        }
    }

    /// @param topics with those below them, where these are meant too
    public static Listing ofTopics(Collection<Long> topics) {
        return new Listing(Map.of(Kind.TOPICS, List.copyOf(topics)));
    }

    public static Listing of(StoryId story) {
        return new Listing(Map.of(Kind.STORIES, List.of(story.value())));
    }

    public static Listing of(AuthorId author) {
        return new Listing(Map.of(Kind.AUTHORS, List.of(author.value())));
    }

    /// Articles that are on one of the topics, of one of the stories or by one of the authors.
    public static Listing ofAny(Collection<Long> topics, Collection<Long> stories, Collection<Long> authors) {
        var ids = new EnumMap<Kind, List<Long>>(Kind.class);
        ids.put(Kind.TOPICS, List.copyOf(topics));
        ids.put(Kind.STORIES, List.copyOf(stories));
        ids.put(Kind.AUTHORS, List.copyOf(authors));
        // One condition can be joined, a choice of them is looked at for each article.
        ids.values().removeIf(List::isEmpty);
        return ids.isEmpty() ? ofTopics(List.of()) : new Listing(ids);
    }

    /// The topics it names; empty where it is of something else.
    public List<Long> topics() {
        return ids.getOrDefault(Kind.TOPICS, List.of());
    }

    /// SQL that goes on a `where` over `article a`: only what is listed.
    public String condition() {
        return ids.keySet().stream()
                .sorted()
                .map(kind -> """
                        exists (
                               select 1
                                 from %s l
                                where l.article_id = a.id
                                  and l.%s = any(:%s))
                        """.formatted(kind.table, kind.column, kind.parameter()))
                .collect(Collectors.joining(" or ", "   and (", ")\n"));
    }

    /// SQL of a subquery, `article_id` and `listed_at`: what stands there below `(:publishedAt, :id)`, the newest
    /// first, at most
    /// `:most`. It reads as much of one index for each topic, story or author, however many articles there are.
    public String newest() {
        return ids.keySet().stream()
                .sorted()
                .map(kind -> """
                        select l.article_id, l.listed_at
                          from unnest(:%3$s) as named (id)
                         cross join lateral (
                               select article_id, listed_at
                                 from %1$s
                                where %2$s = named.id
                                  and (listed_at, article_id) < (:publishedAt, :id)
                                order by listed_at desc, article_id desc
                                limit :most) l
                        """.formatted(kind.table, kind.column, kind.parameter()))
                .collect(Collectors.joining(" union all ", "select distinct article_id, listed_at from (", """
                        ) borne
                         order by listed_at desc, article_id desc
                         limit :most
                        """));
    }

    /// Whether anything on it is public, or was.
    public boolean wasEverPublic(Handle tx) {
        return bind(tx.createQuery("""
                        select a.id
                          from article a
                         where a.published_at is not null
                        """ + condition() + " limit 1"))
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    public <S extends SqlStatement<S>> S bind(S statement) {
        ids.forEach((kind, numbers) -> statement.bindArray(kind.parameter(), Long.class, numbers));
        return statement;
    }
}
