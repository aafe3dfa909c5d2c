package depesche.feed.purge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// The paths that show what the keys of a change name ([depesche.web.PageChanges]), as they are now: pages and the
/// newest part of their feeds. What lists show further down is not named one by one.
final class ChangedAddresses {

    private static final List<String> FEEDS = List.of("/feed.atom", "/feed.rss", "/feed.json");
    private static final String EVERYTHING = "site";
    private static final Pattern NUMBERED = Pattern.compile("(article|related|topic|story|author):(\\d{1,18})");
    private static final Pattern DATED = Pattern.compile("(?:day|filled|empty):(\\d{4}(?:-\\d\\d){0,2})");
    private static final int SITEMAP_PART = 45_000;

    private ChangedAddresses() {}

    /// Whether all there is may have changed.
    static boolean isEverything(Collection<String> keys) {
        return keys.contains(EVERYTHING);
    }

    static Set<String> of(Handle tx, Collection<String> keys) {
        Set<String> paths = new TreeSet<>();
        if (keys.contains("front")) {
            paths.addAll(List.of("/", "/archive", "/sitemap.xml", "/news-sitemap.xml"));
            paths.addAll(FEEDS);
        }
        if (keys.contains("corrections")) {
            paths.add("/corrections");
        }
        keys.forEach(key -> dated(key, paths));
        List<Long> articles = numbers(keys, "article", "related");
        articles.forEach(id -> paths.addAll(
                List.of("/" + id, "/activity/articles/" + id, "/sitemap-" + ((id - 1) / SITEMAP_PART + 1) + ".xml")));
        paths.addAll(tx.createQuery("""
                        select '/' || id || '/' || slug
                          from article
                         where id = any(:ids)
                           and state in ('published', 'killed')
                        """)
                .bindArray("ids", Long.class, articles)
                .mapTo(String.class)
                .list());
        lists(tx, keys).forEach(list -> {
            paths.add(list);
            FEEDS.forEach(feed -> paths.add(list + feed));
        });
        return paths;
    }

    private static List<String> lists(Handle tx, Collection<String> keys) {
        return tx.createQuery("""
                        select '/topics/' || slug
                          from topic
                         where id = any(:topics)
                         union all
                        select '/stories/' || slug
                          from story
                         where id = any(:stories)
                         union all
                        select '/authors/' || slug
                          from author
                         where id = any(:authors)
                        """)
                .bindArray("topics", Long.class, numbers(keys, "topic"))
                .bindArray("stories", Long.class, numbers(keys, "story"))
                .bindArray("authors", Long.class, numbers(keys, "author"))
                .mapTo(String.class)
                .list();
    }

    private static List<Long> numbers(Collection<String> keys, String... kinds) {
        List<Long> numbers = new ArrayList<>();
        for (String key : keys) {
            Matcher parts = NUMBERED.matcher(key);
            if (parts.matches() && List.of(kinds).contains(parts.group(1))) {
                numbers.add(Long.parseLong(parts.group(2)));
            }
        }
        return numbers;
    }

    private static void dated(String key, Set<String> paths) {
        Matcher parts = DATED.matcher(key);
        if (parts.matches()) {
            paths.add("/archive/" + parts.group(1).replace('-', '/'));
        }
    }
}
