package depesche.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The sitemap: every public page. Articles stand in parts by their number, so that a new one changes only the last
/// part; while one part is enough there is no index.
final class Sitemap {

    static final int PART_SIZE = 45_000;

    /// Of stories, and of authors: with the articles of a part and the topics they stay below the 50,000 of a file.
    private static final int MOST_LISTS = 2_000;

    private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private Sitemap() {}

    private record Address(String path, Instant changed) {
        static Address of(ResultSet row) throws SQLException {
            return new Address(
                    "/" + row.getLong("id") + "/" + row.getString("slug"),
                    row.getTimestamp("changed").toInstant());
        }
    }

    /// How many parts there are; at least one.
    static int parts(Handle tx) {
        long last = tx.createQuery("select coalesce(max(id), 0) from article where state = 'published'")
                .mapTo(Long.class)
                .one();
        return (int) Math.max(1, (last + PART_SIZE - 1) / PART_SIZE);
    }

    static String index(int parts, FeedAddresses addresses) {
        var xml = Xml.document().open("sitemapindex", "xmlns", NAMESPACE);
        for (int part = 1; part <= parts; part++) {
            xml.open("sitemap")
                    .text("loc", addresses.url("/sitemap-" + part + ".xml"))
                    .close("sitemap");
        }
        return xml.close("sitemapindex").toString();
    }

    /// @param part from 1; the first also has the front page and the archive
    /// @param lists paths of topics, stories and authors, for the first
    static String part(Handle tx, int part, List<String> lists, FeedAddresses addresses) {
        var xml = Xml.document().open("urlset", "xmlns", NAMESPACE);
        if (part == 1) {
            xml.open("url").text("loc", addresses.url("/")).close("url");
            xml.open("url").text("loc", addresses.url("/archive")).close("url");
            lists.forEach(
                    path -> xml.open("url").text("loc", addresses.url(path)).close("url"));
        }
        for (Address address : addresses(tx, part)) {
            xml.open("url")
                    .text("loc", addresses.url(address.path()))
                    .text(
                            "lastmod",
                            address.changed().truncatedTo(ChronoUnit.SECONDS).toString())
                    .close("url");
        }
        return xml.close("urlset").toString();
    }

    /// What the paper says it is, stories and authors, as far as something of theirs is public: the newest, since a
    /// sitemap has no room for all
    /// that there may ever be.
    static List<String> lists(Handle tx) {
        return tx.createQuery("""
                        (select '/about'
                           from masthead
                          where version = (select max(version) from masthead)
                            and about_de || about_en <> '')
                         union all
                        (select '/stories/' || s.slug
                           from story s
                          where exists (
                                select 1
                                  from article_story l
                                  join article a on a.id = l.article_id
                                 where l.story_id = s.id
                                   and a.state = 'published')
                          order by s.id desc
                          limit :most)
                         union all
                        (select '/authors/' || w.slug
                           from author w
                          where exists (
                                select 1
                                  from article_author l
                                  join article a on a.id = l.article_id
                                 where l.author_id = w.id
                                   and a.state = 'published')
                          order by w.id desc
                          limit :most)
                        """).bind("most", MOST_LISTS).mapTo(String.class).list();
    }

    private static List<Address> addresses(Handle tx, int part) {
        return tx.createQuery("""
                        select id, slug, greatest(published_at, changed_at) as changed
                          from article
                         where state = 'published'
                           and id > :after
                           and id <= :last
                         order by id
                        """)
                .bind("after", (long) (part - 1) * PART_SIZE)
                .bind("last", (long) part * PART_SIZE)
                .map((row, _) -> Address.of(row))
                .list();
    }
}
