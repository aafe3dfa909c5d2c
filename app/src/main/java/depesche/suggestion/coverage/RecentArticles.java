package depesche.suggestion.coverage;

import depesche.article.ArticleId;
import depesche.db.Database;
import depesche.story.StoryId;
import depesche.suggestion.ArticleText;
import depesche.suggestion.OwnThread;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What this node has read of the newest published articles, however many there are: a text once for each revision,
/// kept as [Counts].
public final class RecentArticles {

    static final int NEWEST = 3_000;

    private static final int PAGE = 200;

    /// Of the HTML; more than is read of it.
    private static final int LONGEST_BODY = 8_000;

    private final Database db;
    private final Reading reading = new Reading();
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Map<Key, Counts> known = Map.of();

    private record Key(long article, int revision) {}

    /// As the table has it now.
    private record Row(Key key, Instant publishedAt, Locale language, Optional<StoryId> story, Set<Long> topics) {}

    public RecentArticles(Database db) {
        this.db = db;
    }

    Reading reading() {
        return reading;
    }

    /// As they are now. Whoever asks meanwhile waits, and then has little to read.
    Recent now() {
        looking.lock();
        try {
            return OwnThread.computed("recent-articles", () -> read(db.read(RecentArticles::rows)));
        } finally {
            looking.unlock();
        }
    }

    /// For somebody who waits for a page: empty where more is to be read than a few, which is then begun.
    Optional<Recent> atOnce() {
        List<Row> rows = db.read(RecentArticles::rows);
        long unread = rows.stream().filter(row -> !known.containsKey(row.key())).count();
        if (unread > PAGE) {
            if (!looking.isLocked()) {
                Thread.ofPlatform().daemon().name("recent-articles").start(this::now);
            }
            return Optional.empty();
        }
        return Optional.of(now());
    }

    private RecentArticle article(Row row) {
        return new RecentArticle(
                new ArticleId(row.key().article()),
                row.key().revision(),
                row.publishedAt(),
                row.language().getLanguage(),
                row.story(),
                row.topics(),
                known.getOrDefault(row.key(), Counts.of(Map.of())));
    }

    /// What is not among them any more is let go.
    private Recent read(List<Row> rows) {
        Map<Key, Counts> read = new HashMap<>();
        List<Long> missing = new ArrayList<>();
        for (Row row : rows) {
            Optional.ofNullable(known.get(row.key()))
                    .ifPresentOrElse(
                            counts -> read.put(row.key(), counts),
                            () -> missing.add(row.key().article()));
        }
        for (int from = 0; from < missing.size(); from += PAGE) {
            List<Long> some = missing.subList(from, Math.min(missing.size(), from + PAGE));
            db.read(tx -> texts(tx, some)).forEach((key, text) -> read.put(key, reading.counts(text)));
        }
        known = Map.copyOf(read);
        return Recent.of(rows.stream().map(this::article).toList());
    }

    private static List<Row> rows(Handle tx) {
        return tx.createQuery("""
                        select n.id, n.revision, n.published_at, n.language, s.story_id,
                               array (
                               select t.topic_id
                                 from article_topic t
                                where t.article_id = n.id) as topics
                          from (select id, revision, published_at, language
                                  from article
                                 where state = 'published'
                                 order by published_at desc, id desc
                                 limit :newest) n
                          left join article_story s on s.article_id = n.id
                         order by n.published_at, n.id
                        """)
                .bind("newest", NEWEST)
                .map((row, _) -> row(row))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new Key(row.getLong("id"), row.getInt("revision")),
                row.getTimestamp("published_at").toInstant(),
                Locale.forLanguageTag(row.getString("language")),
                Optional.ofNullable(row.getObject("story_id", Long.class)).map(StoryId::new),
                Arrays.stream((Long[]) row.getArray("topics").getArray()).collect(Collectors.toSet()));
    }

    private static Map<Key, ArticleText> texts(Handle tx, List<Long> articles) {
        Map<Key, ArticleText> texts = new HashMap<>();
        tx.createQuery("""
                        select a.id, r.number, a.language, r.kicker, r.headline, r.standfirst,
                               left(r.body, :longest) as body
                          from article a
                          join revision r on r.article_id = a.id and r.number = a.revision
                         where a.id = any(:articles)
                        """)
                .bind("longest", LONGEST_BODY)
                .bindArray("articles", Long.class, articles)
                .map((row, _) -> texts.put(new Key(row.getLong("id"), row.getInt("number")), text(row)))
                .list();
        return texts;
    }

    /// These articles as a name is made of them, in the order of time.
    static List<Naming.Text> named(Handle tx, List<ArticleId> articles) {
        List<Long> some = articles.stream().map(ArticleId::value).toList();
        return tx.createQuery("""
                        select a.language, r.kicker, r.headline, r.standfirst, left(r.body, :longest) as body
                          from article a
                          join revision r on r.article_id = a.id and r.number = a.revision
                         where a.id = any(:articles)
                         order by a.published_at, a.id
                        """)
                .bind("longest", LONGEST_BODY)
                .bindArray("articles", Long.class, some)
                .map((row, _) -> new Naming.Text(
                        Stream.ofNullable(row.getString("kicker")).findFirst().orElse(""), text(row)))
                .list();
    }

    private static ArticleText text(ResultSet row) throws SQLException {
        return ArticleText.ofHtml(
                joined(row.getString("kicker"), row.getString("headline")),
                joined(row.getString("standfirst"), row.getString("body")),
                Locale.forLanguageTag(row.getString("language")));
    }

    // STYLE 6: columns that may be null.
    private static String joined(@Nullable String first, String second) {
        return Stream.ofNullable(first)
                .map(text -> text + "\n" + second)
                .findFirst()
                .orElse(second);
    }
}
