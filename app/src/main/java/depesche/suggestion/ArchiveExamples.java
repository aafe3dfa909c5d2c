package depesche.suggestion;

import depesche.db.Database;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Published articles with the topics that editors gave them: the newest, and beside them the newest of each topic, so
/// that rare topics are learned too. Read from the database anew each time, a page at a time.
final class ArchiveExamples implements Iterable<Example> {

    private static final int NEWEST = 15_000;
    private static final int OF_EACH_TOPIC = 200;
    private static final int BESIDE = 10_000;
    private static final int PAGE = 200;

    private final Database db;
    private final Long[] articles;

    private ArchiveExamples(Database db, List<Long> articles) {
        this.db = db;
        this.articles = articles.toArray(Long[]::new);
    }

    static ArchiveExamples of(Database db) {
        List<Long> articles = db.read(tx -> tx.createQuery("""
                          with placed as (
                               select t.article_id,
                                      row_number() over (partition by t.topic_id order by t.article_id desc) as place
                                 from article_topic t
                                 join article a on a.id = t.article_id
                                where a.state = 'published'
                               ),
                               best as (
                               select article_id, min(place) as place
                                 from placed
                                group by article_id
                               )
                        (select article_id from best order by article_id desc limit :newest)
                         union
                        (select article_id from best where place <= :each order by place, article_id desc limit :beside)
                         order by article_id
                        """)
                .bind("newest", NEWEST)
                .bind("each", OF_EACH_TOPIC)
                .bind("beside", BESIDE)
                .mapTo(Long.class)
                .list());
        return new ArchiveExamples(db, articles);
    }

    int size() {
        return articles.length;
    }

    @Override
    public Iterator<Example> iterator() {
        return IntStream.range(0, (articles.length + PAGE - 1) / PAGE)
                .boxed()
                .flatMap(page -> page(page).stream())
                .iterator();
    }

    /// What was withdrawn meanwhile is missing.
    private List<Example> page(int number) {
        Long[] ids = Arrays.copyOfRange(articles, number * PAGE, Math.min(articles.length, (number + 1) * PAGE));
        return db.read(tx -> tx.createQuery("""
                        select a.language, r.headline, r.kicker, r.standfirst, r.body, r.topics
                          from article a
                          join revision r on r.article_id = a.id and r.number = a.revision
                         where a.id = any(:ids)
                           and a.state = 'published'
                         order by a.id
                        """)
                .bind("ids", ids)
                .map((row, _) -> new Example(
                        ArticleText.ofHtml(
                                joined(row.getString("kicker"), row.getString("headline")),
                                joined(row.getString("standfirst"), row.getString("body")),
                                Locale.forLanguageTag(row.getString("language"))),
                        Set.copyOf(List.of((Long[]) row.getArray("topics").getArray()))))
                .list());
    }

    private static String joined(@Nullable String first, String second) {
        return first == null ? second : first + "\n" + second;
    }
}
