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

    /// @param part from 1; the first also has the front page, the archive and the topics
    static String part(Handle tx, int part, List<String> topics, FeedAddresses addresses) {
        var xml = Xml.document().open("urlset", "xmlns", NAMESPACE);
        if (part == 1) {
            xml.open("url").text("loc", addresses.url("/")).close("url");
            xml.open("url").text("loc", addresses.url("/archive")).close("url");
            topics.forEach(slug -> xml.open("url")
                    .text("loc", addresses.url("/topics/" + slug))
                    .close("url"));
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
