package depesche.search;

import depesche.author.Author;
import depesche.author.Authors;
import depesche.author.Byline;
import depesche.story.Stories;
import depesche.story.Story;
import depesche.story.StoryId;
import depesche.topic.Topic;
import depesche.topic.TopicId;
import depesche.topic.TopicTree;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Which topics, authors and stories have articles that are published, and how those are headed: asked of the database,
/// since the index hears of a kill a moment later. What is listed is published.
final class PublicNames {

    private PublicNames() {}

    /// A headline and the language it is in.
    record Headline(String text, Locale language) {}

    /// @param keys of names, in the order in which they are wanted
    static List<Author> authors(Handle tx, Collection<String> keys) {
        Map<String, Author> known = Authors.named(tx, keys).values().stream()
                .collect(Collectors.toMap(author -> Byline.key(author.name()), author -> author));
        Set<Long> shown = new HashSet<>(tx.createQuery("""
                        select id
                          from unnest(:ids) as id
                         where exists (
                               select 1
                                 from article_author
                                where author_id = id
                                  and listed_at is not null)
                        """)
                .bindArray(
                        "ids",
                        Long.class,
                        known.values().stream().map(it -> it.id().value()).toList())
                .mapTo(Long.class)
                .list());
        return keys.stream()
                .filter(known::containsKey)
                .map(known::get)
                .filter(author -> shown.contains(author.id().value()))
                .toList();
    }

    static List<Story> stories(Handle tx, Collection<Long> ids) {
        List<StoryId> shown = tx.createQuery("""
                        select id
                          from unnest(:ids) with ordinality as wanted (id, place)
                         where exists (
                               select 1
                                 from article_story
                                where story_id = id
                                  and listed_at is not null)
                         order by place
                        """)
                .bindArray("ids", Long.class, ids)
                .map((row, _) -> new StoryId(row.getLong("id")))
                .list();
        return Stories.byIds(tx, shown);
    }

    /// Of these topics those that an article is on, or on one below them.
    static List<Topic> topics(Handle tx, Collection<Topic> topics, TopicTree tree) {
        Set<Long> all = topics.stream()
                .flatMap(topic -> tree.withDescendants(topic.id()).stream())
                .map(TopicId::value)
                .collect(Collectors.toSet());
        Set<Long> shown = new HashSet<>(tx.createQuery("""
                        select id
                          from unnest(:ids) as id
                         where exists (
                               select 1
                                 from article_topic
                                where topic_id = id
                                  and listed_at is not null)
                        """)
                .bindArray("ids", Long.class, all)
                .mapTo(Long.class)
                .list());
        return topics.stream()
                .filter(topic -> tree.withDescendants(topic.id()).stream().anyMatch(id -> shown.contains(id.value())))
                .toList();
    }

    /// In the order in which they are asked for.
    static List<Headline> headlines(Handle tx, Collection<Long> articles) {
        return tx.createQuery("""
                        select r.headline, a.language
                          from unnest(:ids) with ordinality as wanted (id, place)
                          join article a using (id)
                          join revision r on r.article_id = a.id and r.number = a.revision
                         where a.state = 'published'
                         order by place
                        """)
                .bindArray("ids", Long.class, articles)
                .map((row, _) ->
                        new Headline(row.getString("headline"), Locale.forLanguageTag(row.getString("language"))))
                .list();
    }
}
