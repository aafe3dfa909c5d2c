package depesche.site;

import depesche.article.Listing;
import depesche.article.Mark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Reads what lists show: never whole articles.
final class Headlines {

    private static final String COLUMNS = """
            a.id, a.slug, a.language, a.published_at, coalesce(r.kicker, '') as kicker, r.headline,
                   coalesce(r.teaser, r.standfirst, '') as teaser, r.reading_minutes, r.breaking,
                   coalesce(r.urgency, 5) as urgency, r.picture_id
            """;

    private static final String SELECT = "select " + COLUMNS + """
              from article a
              join revision r on r.article_id = a.id and r.number = a.revision
            """;

    private static final String BEFORE = "select shown.id as beside, " + COLUMNS + """
              from article shown
             cross join lateral (
                   select listed.article_id
                     from article_topic topic
                    cross join lateral (
                          select t.article_id, t.listed_at
                            from article_topic t
                           where t.topic_id = topic.topic_id
                             and (t.listed_at, t.article_id) < (shown.published_at, shown.id)
                           order by t.listed_at desc, t.article_id desc
                           limit :most) listed
                    where topic.article_id = shown.id
                    group by listed.article_id, listed.listed_at
                    order by listed.listed_at desc, listed.article_id desc
                    limit :most) newest
              join article a on a.id = newest.article_id
              join revision r on r.article_id = a.id and r.number = a.revision
             where shown.id = any(:articles)
             order by shown.id, a.published_at desc, a.id desc
            """;

    private static final String NEWEST_OF_EACH = """
            select place, article_id
              from (select place, article_id,
                           row_number() over (partition by place order by listed_at desc, article_id desc) as rank
                      from (select distinct named.place, l.article_id, l.listed_at
                              from unnest(:places, :topics) as named (place, topic)
                             cross join lateral (
                                   select article_id, listed_at
                                     from article_topic
                                    where topic_id = named.topic
                                      and listed_at is not null
                                    order by listed_at desc, article_id desc
                                    limit :most) l) borne) ranked
             where rank <= :most
             order by place, rank
            """;

    private Headlines() {}

    static List<Headline> newest(Handle tx, int most) {
        return tx.createQuery(SELECT + """
                         where a.state = 'published'
                         order by a.published_at desc, a.id desc
                         limit :most
                        """)
                .bind("most", most)
                .map((row, _) -> Headline.of(row))
                .list();
    }

    static List<Headline> of(Handle tx, Listing listing, Mark before, int most) {
        return listing.bind(tx.createQuery(SELECT + """
                          join (
                        """ + listing.newest() + """
                               ) newest on newest.article_id = a.id
                         order by a.published_at desc, a.id desc
                        """))
                .bind("publishedAt", before.publishedAt())
                .bind("id", before.id())
                .bind("most", most)
                .map((row, _) -> Headline.of(row))
                .list();
    }

    /// The newest of each of these lists of topics, in their order, by number: at most so many of each.
    static List<List<Long>> newest(Handle tx, List<Listing> listings, int most) {
        List<List<Long>> newest = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        List<Long> topics = new ArrayList<>();
        for (int place = 0; place < listings.size(); place++) {
            newest.add(new ArrayList<>());
            for (long topic : listings.get(place).topics()) {
                places.add(place);
                topics.add(topic);
            }
        }
        tx.createQuery(NEWEST_OF_EACH)
                .bindArray("places", Integer.class, places)
                .bindArray("topics", Long.class, topics)
                .bind("most", most)
                .map((row, _) -> newest.get(row.getInt("place")).add(row.getLong("article_id")))
                .list();
        return newest;
    }

    /// By their numbers.
    static Map<Long, Headline> of(Handle tx, Collection<Long> articles) {
        Map<Long, Headline> headlines = new HashMap<>();
        tx.createQuery(SELECT + " where a.id = any(:articles)")
                .bindArray("articles", Long.class, articles)
                .map((row, _) -> headlines.put(row.getLong("id"), Headline.of(row)))
                .list();
        return headlines;
    }

    /// Those of the articles that are public now, by their numbers.
    static Map<Long, Headline> published(Handle tx, Collection<Long> articles) {
        Map<Long, Headline> headlines = new HashMap<>();
        tx.createQuery(SELECT + " where a.id = any(:articles) and a.state = 'published'")
                .bindArray("articles", Long.class, articles)
                .map((row, _) -> headlines.put(row.getLong("id"), Headline.of(row)))
                .list();
        return headlines;
    }

    /// By the number of each of these articles: the newest on its topics that came out before it. Not those after it:
    /// then each publication would change the pages of all older articles of its topics.
    static Map<Long, List<Headline>> before(Handle tx, List<ShownArticle> articles, int most) {
        Map<Long, List<Headline>> before = new HashMap<>();
        tx.createQuery(BEFORE)
                .bindArray(
                        "articles",
                        Long.class,
                        articles.stream().map(ShownArticle::id).toList())
                .bind("most", most)
                .map((row, _) -> before.computeIfAbsent(row.getLong("beside"), _ -> new ArrayList<>())
                        .add(Headline.of(row)))
                .list();
        return before;
    }

    /// Those that came out from this moment on, below a mark.
    static List<Headline> since(Handle tx, Instant start, Mark before, int most) {
        return tx.createQuery(SELECT + """
                         where a.state = 'published'
                           and a.published_at >= :start
                           and (a.published_at, a.id) < (:publishedAt, :id)
                         order by a.published_at desc, a.id desc
                         limit :most
                        """)
                .bind("start", start)
                .bind("publishedAt", before.publishedAt())
                .bind("id", before.id())
                .bind("most", most)
                .map((row, _) -> Headline.of(row))
                .list();
    }

    /// The mark of an article, if it is public and came out in this time.
    static Optional<Mark> mark(Handle tx, Instant start, Instant end, long article) {
        return tx.createQuery("""
                        select published_at, id
                          from article
                         where id = :id
                           and state = 'published'
                           and published_at >= :start
                           and published_at < :end
                        """)
                .bind("id", article)
                .bind("start", start)
                .bind("end", end)
                .map((row, _) -> new Mark(row.getTimestamp("published_at").toInstant(), row.getLong("id")))
                .findOne();
    }

    /// The mark of an article, if it is public and stands in this list.
    static Optional<Mark> mark(Handle tx, Listing listing, long article) {
        return listing.bind(tx.createQuery("""
                        select a.published_at, a.id
                          from article a
                         where a.id = :id
                           and a.state = 'published'
                        """ + listing.condition() + """
                        """))
                .bind("id", article)
                .map((row, _) -> new Mark(row.getTimestamp("published_at").toInstant(), row.getLong("id")))
                .findOne();
    }
}
