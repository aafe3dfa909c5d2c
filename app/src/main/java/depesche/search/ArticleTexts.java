package depesche.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Reads what the index is made of.
final class ArticleTexts {

    private static final String SELECT = """
            select a.id, a.language, a.published_at, r.headline, coalesce(r.kicker, '') as kicker,
                   coalesce(r.standfirst, '') as standfirst, coalesce(r.teaser, '') as teaser, r.body, r.bylines,
                   coalesce(r.dateline, '') as dateline,
                   array(select t.topic_id from article_topic t where t.article_id = a.id) as topics,
                   s.story_id,
                   array(select l.label from story_label l where l.story_id = s.story_id) as story_labels
              from article a
              join revision r on r.article_id = a.id and r.number = a.revision
              left join article_story s on s.article_id = a.id
            """;

    private ArticleTexts() {}

    /// An article that some transaction changed.
    record Changed(long id, boolean isPublic) {}

    /// What was changed by transactions that the watermark's snapshot does not see.
    static List<Changed> since(Handle tx, Watermark mark) {
        return tx.createQuery("""
                        select id, state = 'published' as is_public
                          from article
                         where changed_in >= cast(:lowest as xid8)
                           and not pg_visible_in_snapshot(changed_in, cast(:snapshot as pg_snapshot))
                         order by id desc
                        """)
                .bind("lowest", mark.lowestText())
                .bind("snapshot", mark.snapshot())
                .map((row, _) -> new Changed(row.getLong("id"), row.getBoolean("is_public")))
                .list();
    }

    /// Those of the articles that are public now.
    static List<ArticleText> of(Handle tx, Collection<Long> ids) {
        return tx.createQuery(SELECT + """
                         where a.id = any(:ids)
                           and a.state = 'published'
                        """)
                .bindArray("ids", Long.class, ids)
                .map((row, _) -> text(row))
                .list();
    }

    /// Whether any of the articles is public now.
    static boolean isAnyPublic(Handle tx, Collection<Long> ids) {
        return tx.createQuery("""
                        select exists (
                               select 1
                                 from article
                                where id = any(:ids)
                                  and state = 'published')
                        """)
                .bindArray("ids", Long.class, ids)
                .mapTo(Boolean.class)
                .one();
    }

    /// Public articles with numbers below this one, the greatest first.
    static List<ArticleText> below(Handle tx, long id, int most) {
        return tx.createQuery(SELECT + """
                         where a.id < :id
                           and a.state = 'published'
                         order by a.id desc
                         limit :most
                        """)
                .bind("id", id)
                .bind("most", most)
                .map((row, _) -> text(row))
                .list();
    }

    private static ArticleText text(ResultSet row) throws SQLException {
        return new ArticleText(
                row.getLong("id"),
                Locale.forLanguageTag(row.getString("language")),
                row.getTimestamp("published_at").toInstant(),
                row.getString("headline"),
                row.getString("kicker"),
                row.getString("standfirst"),
                row.getString("teaser"),
                row.getString("body"),
                List.of((String[]) row.getArray("bylines").getArray()),
                row.getString("dateline"),
                List.of((Long[]) row.getArray("topics").getArray()),
                Optional.ofNullable(row.getObject("story_id", Long.class)),
                List.of((String[]) row.getArray("story_labels").getArray()));
    }
}
