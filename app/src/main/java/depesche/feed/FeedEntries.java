package depesche.feed;

import depesche.topic.TopicId;
import depesche.topic.TopicTree;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Reads what feeds show: never whole articles.
final class FeedEntries {

    /// The picture is the widest JPEG that is not too wide for a feed reader.
    private static final String SELECT = """
            select a.id, a.slug, a.language, a.published_at, coalesce(n.made_at, a.published_at) as updated, r.headline,
                   coalesce(r.teaser, r.standfirst, '') as teaser, r.bylines, r.topics,
                   p.picture_id, p.width, p.bytes
              from article a
              join revision r on r.article_id = a.id and r.number = a.revision
              left join lateral (
                   select max(made_at) as made_at
                     from article_notice
                    where article_id = a.id) n on true
              left join lateral (
                   select f.picture_id, f.width, octet_length(f.bytes) as bytes
                     from rendition f
                    where f.picture_id = r.picture_id
                      and f.media_type = 'image/jpeg'
                      and f.width <= 1280
                    order by f.width desc
                    limit 1) p on true
            """;

    private static final int MOST_TOMBSTONES = 100;

    private FeedEntries() {}

    /// Where a feed goes on: below this article, in the order of publication.
    record Mark(Instant publishedAt, long id) {
        static final Mark TOP = new Mark(Instant.parse("9999-01-01T00:00:00Z"), Long.MAX_VALUE);
    }

    static Optional<Mark> mark(Handle tx, long article) {
        return tx.createQuery("""
                        select published_at, id
                          from article
                         where id = :id
                           and state = 'published'
                        """)
                .bind("id", article)
                .map((row, _) -> new Mark(row.getTimestamp("published_at").toInstant(), row.getLong("id")))
                .findOne();
    }

    static List<FeedEntry> newest(Handle tx, TopicTree tree, Locale language, Mark before, int most) {
        return tx.createQuery(SELECT + """
                         where a.state = 'published'
                           and (a.published_at, a.id) < (:publishedAt, :id)
                         order by a.published_at desc, a.id desc
                         limit :most
                        """)
                .bind("publishedAt", before.publishedAt())
                .bind("id", before.id())
                .bind("most", most)
                .map((row, _) -> entry(row, tree, language))
                .list();
    }

    static List<FeedEntry> ofTopics(
            Handle tx, TopicTree tree, Locale language, Collection<Long> topics, Mark before, int most) {
        return tx.createQuery(SELECT + """
                         where a.state = 'published'
                           and (a.published_at, a.id) < (:publishedAt, :id)
                           and exists (
                               select 1
                                 from article_topic t
                                where t.article_id = a.id
                                  and t.topic_id = any(:topics))
                         order by a.published_at desc, a.id desc
                         limit :most
                        """)
                .bindArray("topics", Long.class, topics)
                .bind("publishedAt", before.publishedAt())
                .bind("id", before.id())
                .bind("most", most)
                .map((row, _) -> entry(row, tree, language))
                .list();
    }

    /// These articles, as far as they are public, the newest first.
    static List<FeedEntry> of(Handle tx, TopicTree tree, Locale language, Collection<Long> articles) {
        return tx.createQuery(SELECT + """
                         where a.state = 'published'
                           and a.id = any(:articles)
                         order by a.published_at desc, a.id desc
                        """)
                .bindArray("articles", Long.class, articles)
                .map((row, _) -> entry(row, tree, language))
                .list();
    }

    /// What was killed of that which the feed would show between these marks.
    static List<Feed.Tombstone> killed(Handle tx, Mark before, Instant since) {
        return tx.createQuery("""
                        select a.id, a.killed_at
                          from article a
                         where a.state = 'killed'
                           and (a.published_at, a.id) < (:publishedAt, :id)
                           and a.published_at >= :since
                         order by a.killed_at desc, a.id desc
                         limit :most
                        """)
                .bind("publishedAt", before.publishedAt())
                .bind("id", before.id())
                .bind("since", since)
                .bind("most", MOST_TOMBSTONES)
                .map((row, _) -> tombstone(row))
                .list();
    }

    /// As above, of some topics.
    static List<Feed.Tombstone> killed(Handle tx, Collection<Long> topics, Mark before, Instant since) {
        return tx.createQuery("""
                        select a.id, a.killed_at
                          from article a
                         where a.state = 'killed'
                           and (a.published_at, a.id) < (:publishedAt, :id)
                           and a.published_at >= :since
                           and exists (
                               select 1
                                 from article_topic t
                                where t.article_id = a.id
                                  and t.topic_id = any(:topics))
                         order by a.killed_at desc, a.id desc
                         limit :most
                        """)
                .bindArray("topics", Long.class, topics)
                .bind("publishedAt", before.publishedAt())
                .bind("id", before.id())
                .bind("since", since)
                .bind("most", MOST_TOMBSTONES)
                .map((row, _) -> tombstone(row))
                .list();
    }

    private static Feed.Tombstone tombstone(ResultSet row) throws SQLException {
        return new Feed.Tombstone(
                row.getLong("id"), row.getTimestamp("killed_at").toInstant());
    }

    private static FeedEntry entry(ResultSet row, TopicTree tree, Locale language) throws SQLException {
        Instant published = row.getTimestamp("published_at").toInstant();
        return new FeedEntry(
                row.getLong("id"),
                "/" + row.getLong("id") + "/" + row.getString("slug"),
                row.getString("language"),
                row.getString("headline"),
                row.getString("teaser"),
                List.of((String[]) row.getArray("bylines").getArray()),
                tags((Long[]) row.getArray("topics").getArray(), tree, language),
                published,
                row.getTimestamp("updated").toInstant(),
                image(row));
    }

    private static List<FeedEntry.Tag> tags(Long[] topics, TopicTree tree, Locale language) {
        return Arrays.stream(topics)
                .flatMap(id -> tree.byId(new TopicId(id)).stream())
                .map(topic -> new FeedEntry.Tag(topic.slug(), topic.label(language)))
                .toList();
    }

    private static Optional<FeedEntry.Image> image(ResultSet row) throws SQLException {
        long picture = row.getLong("picture_id");
        if (row.wasNull()) {
            return Optional.empty();
        }
        String path = "/pictures/" + picture + "/" + row.getInt("width") + ".jpg";
        return Optional.of(new FeedEntry.Image(path, "image/jpeg", row.getLong("bytes")));
    }
}
