package depesche.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/// The articles of the last two days for news search engines, at most a thousand.
final class NewsSitemap {

    private static final Duration SHOWN = Duration.ofDays(2);
    private static final int MOST = 1000;

    private NewsSitemap() {}

    private record News(String path, String language, String headline, Instant published) {}

    static String write(Handle tx, FeedAddresses addresses, Instant now) {
        var xml = Xml.document()
                .open(
                        "urlset",
                        "xmlns",
                        "http://www.sitemaps.org/schemas/sitemap/0.9",
                        "xmlns:news",
                        "http://www.google.com/schemas/sitemap-news/0.9");
        tx.createQuery("""
                        select a.id, a.slug, a.language, a.published_at, r.headline
                          from article a
                          join revision r on r.article_id = a.id and r.number = a.revision
                         where a.state = 'published'
                           and a.published_at > :since
                         order by a.published_at desc, a.id desc
                         limit :most
                        """)
                .bind("since", now.minus(SHOWN))
                .bind("most", MOST)
                .map((row, _) -> new News(
                        "/" + row.getLong("id") + "/" + row.getString("slug"),
                        row.getString("language"),
                        row.getString("headline"),
                        row.getTimestamp("published_at").toInstant()))
                .forEach(news -> write(xml, news, addresses));
        return xml.close("urlset").toString();
    }

    private static void write(Xml xml, News news, FeedAddresses addresses) {
        xml.open("url")
                .text("loc", addresses.url(news.path()))
                .open("news:news")
                .open("news:publication")
                .text("news:name", addresses.paper())
                .text("news:language", Locale.forLanguageTag(news.language()).getLanguage())
                .close("news:publication")
                .text(
                        "news:publication_date",
                        news.published().truncatedTo(ChronoUnit.SECONDS).toString())
                .text("news:title", news.headline())
                .close("news:news")
                .close("url");
    }
}
