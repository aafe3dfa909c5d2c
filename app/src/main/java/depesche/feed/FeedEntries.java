package depesche.feed;

import depesche.article.Listing;
import depesche.article.Mark;
import depesche.text.Messages;
import depesche.topic.TopicId;
import depesche.topic.TopicTree;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Reads what feeds show: never whole articles.
final class FeedEntries {

    /// The picture is the widest JPEG that is not too wide for a feed reader.
    private static final String SELECT = """
            select a.id, coalesce(a.entry_key, a.id::text) as key, a.slug, a.language, a.published_at, coalesce(n.made_at, a.published_at) as updated, r.headline,
                   coalesce(r.teaser, r.standfirst, '') as teaser, r.bylines, r.topics,
                   n.kind, n.note, p.picture_id, p.width, p.bytes
              from article a
              join revision r on r.article_id = a.id and r.number = a.revision
              left join lateral (
                   select made_at, kind, coalesce(note, reply_headline) as note
                     from article_notice
                    where article_id = a.id
                    order by made_at desc, id desc
                    limit 1) n on true
              left join lateral (
                   select f.picture_id, f.width, octet_length(f.bytes) as bytes
                     from rendition f
                    where f.picture_id = r.picture_id
                      and f.media_type = 'image/jpeg'
                      and f.width <= 1280
                    order by f.width desc
                    limit 1) p on true
            """;

    private static final Messages WORDS = Messages.of("feed");
    private static final int MOST_AMENDED = 100;

    private FeedEntries() {}

    /// Older than the part, and corrected, updated or answered since its oldest article came out.
    static List<FeedEntry> amendedSince(Handle tx, TopicTree tree, Locale language, Mark end) {
        return tx.createQuery(SELECT + """
                         where a.state = 'published'
                           and (a.published_at, a.id) < (:end, :endId)
                           and a.id in (select article_id from article_notice where made_at >= :end)
                         order by n.made_at desc, a.id desc
                         limit :most
                        """)
                .bind("end", end.publishedAt())
                .bind("endId", end.id())
                .bind("most", MOST_AMENDED)
                .map((row, _) -> entry(row, tree, language))
                .list();
    }

    /// As above, of a list.
    static List<FeedEntry> amendedSince(Handle tx, TopicTree tree, Locale language, Listing listing, Mark end) {
        return listing.bind(tx.createQuery(SELECT + """
                         where a.state = 'published'
                           and (a.published_at, a.id) < (:end, :endId)
                           and a.id in (select article_id from article_notice where made_at >= :end)
                        """ + listing.condition() + """
                         order by n.made_at desc, a.id desc
                         limit :most
                        """))
                .bind("end", end.publishedAt())
                .bind("endId", end.id())
                .bind("most", MOST_AMENDED)
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

    private static FeedEntry entry(ResultSet row, TopicTree tree, Locale language) throws SQLException {
        Instant published = row.getTimestamp("published_at").toInstant();
        return new FeedEntry(
                row.getLong("id"),
                row.getString("key"),
                "/" + row.getLong("id") + "/" + row.getString("slug"),
                row.getString("language"),
                row.getString("headline"),
                teaser(row),
                List.of((String[]) row.getArray("bylines").getArray()),
                tags((Long[]) row.getArray("topics").getArray(), tree, language),
                published,
                row.getTimestamp("updated").toInstant(),
                image(row));
    }

    /// Says also what was last corrected or updated, as far as that was said.
    private static String teaser(ResultSet row) throws SQLException {
        String teaser = row.getString("teaser");
        String note = row.getString("note");
        if (note == null) {
            return teaser;
        }
        Locale language = Messages.spoken(Locale.forLanguageTag(row.getString("language")));
        return (teaser + " " + WORDS.text(language, "notice." + row.getString("kind"), Map.of("note", note))).strip();
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
