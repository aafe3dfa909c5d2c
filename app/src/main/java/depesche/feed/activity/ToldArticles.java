package depesche.feed.activity;

import depesche.article.ArticleId;
import depesche.article.ArticleNotices;
import depesche.article.Listing;
import depesche.article.Mark;
import depesche.article.Notice;
import depesche.topic.TopicId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Reads what is told of articles: never whole ones.
final class ToldArticles {

    private static final int IN_PART = 20;

    private ToldArticles() {}

    /// An article that is, or was, public.
    ///
    /// @param killedAt empty if it stands
    /// @param notices what was said of it since, the first first
    record Told(
            ArticleId id,
            String path,
            Locale language,
            String headline,
            String teaser,
            List<TopicId> topics,
            Instant publishedAt,
            Instant changedAt,
            Optional<Instant> killedAt,
            List<Notice> notices) {

        Told {
            topics = List.copyOf(topics);
            notices = List.copyOf(notices);
        }

        boolean stands() {
            return killedAt.isEmpty();
        }
    }

    static Optional<Told> byId(Handle tx, ArticleId id) {
        return tx.createQuery("""
                        select a.id, a.slug, a.language, r.headline, coalesce(r.teaser, r.standfirst, '') as teaser, r.topics,
                               a.published_at, a.changed_at, a.killed_at
                          from article a
                          join revision r on r.article_id = a.id and r.number = a.revision
                         where a.id = :id
                           and a.state in ('published', 'killed')
                        """)
                .bind("id", id.value())
                .map((row, _) -> told(row, ArticleNotices.of(tx, id)))
                .findOne();
    }

    /// Of the paper.
    static Actor.Part below(Handle tx, OptionalLong before) {
        Mark mark = mark(tx, before);
        return part(tx.createQuery("""
                        select a.id
                          from article a
                         where a.state = 'published'
                           and (a.published_at, a.id) < (:publishedAt, :id)
                         order by a.published_at desc, a.id desc
                         limit :most
                        """), mark);
    }

    /// Of a topic with those below it, a story or an author.
    static Actor.Part below(Handle tx, Listing listing, OptionalLong before) {
        Mark mark = mark(tx, before);
        return part(listing.bind(tx.createQuery("select article_id from (" + listing.newest() + """
                               ) newest
                         order by listed_at desc, article_id desc
                        """)), mark);
    }

    /// What is no article of ours stands above all.
    private static Mark mark(Handle tx, OptionalLong before) {
        return tx.createQuery("""
                        select published_at
                          from article
                         where id = :before
                           and state in ('published', 'killed')
                        """)
                .bind("before", before.orElse(0))
                .mapTo(Instant.class)
                .findOne()
                .map(at -> new Mark(at, before.orElse(0)))
                .orElse(Mark.TOP);
    }

    private static Actor.Part part(Query below, Mark mark) {
        return part(below.bind("publishedAt", mark.publishedAt())
                .bind("id", mark.id())
                .bind("most", IN_PART + 1)
                .mapTo(Long.class)
                .map(ArticleId::new)
                .list());
    }

    private static Actor.Part part(List<ArticleId> found) {
        return new Actor.Part(found.subList(0, Math.min(IN_PART, found.size())), found.size() > IN_PART);
    }

    private static Told told(ResultSet row, List<Notice> notices) throws SQLException {
        return new Told(
                new ArticleId(row.getLong("id")),
                "/" + row.getLong("id") + "/" + row.getString("slug"),
                Locale.forLanguageTag(row.getString("language")),
                row.getString("headline"),
                row.getString("teaser"),
                Arrays.stream((Long[]) row.getArray("topics").getArray())
                        .map(TopicId::new)
                        .toList(),
                row.getTimestamp("published_at").toInstant(),
                row.getTimestamp("changed_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("killed_at")).map(java.sql.Timestamp::toInstant),
                notices);
    }
}
