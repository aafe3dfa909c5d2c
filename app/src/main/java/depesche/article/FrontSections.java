package depesche.article;

import depesche.db.Database;
import depesche.topic.Topic;
import depesche.topic.TopicId;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import depesche.web.PageChanges;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;

/// Which topics have a section on the front page, and in which order. Until somebody arranges them, those at the top
/// of the tree that the newest articles fall under most have one, in the order of the tree.
public final class FrontSections {

    /// No front page has more: each costs a look at the database.
    public static final int MOST = 20;

    /// What a page shows that shows the sections.
    public static final String PAGE_KEY = "sections";

    private static final int MOST_UNARRANGED = 8;
    private static final int NEWEST = 200;

    private final Database db;
    private final PageChanges pages;

    public FrontSections(Database db, PageChanges pages) {
        this.db = db;
        this.pages = pages;
    }

    public static List<Topic> of(Handle tx, TopicTree tree) {
        List<Topic> arranged = arranged(tx, tree);
        return arranged.isEmpty() ? unarranged(tx, tree) : arranged;
    }

    public static boolean isArranged(Handle tx) {
        return tx.createQuery("select exists (select 1 from front_section)")
                .mapTo(Boolean.class)
                .one();
    }

    private static List<Topic> arranged(Handle tx, TopicTree tree) {
        return tx.createQuery("select topic_id from front_section order by place").mapTo(Long.class).list().stream()
                .flatMap(id -> tree.byId(new TopicId(id)).stream())
                .toList();
    }

    /// Looks at the newest articles alone, by the index in the order of publication.
    private static List<Topic> unarranged(Handle tx, TopicTree tree) {
        Map<Topic, Integer> articles = new HashMap<>();
        tx.createQuery("""
                        select t.topic_id
                          from (select id
                                  from article
                                 where state = 'published'
                                 order by published_at desc, id desc
                                 limit :newest) newest
                          join article_topic t on t.article_id = newest.id
                        """)
                .bind("newest", NEWEST)
                .mapTo(Long.class)
                .forEach(topic -> tree.path(new TopicId(topic)).stream()
                        .limit(1)
                        .forEach(root -> articles.merge(root, 1, Integer::sum)));
        return tree.roots().stream()
                .filter(articles::containsKey)
                .sorted(Comparator.<Topic>comparingInt(articles::get).reversed())
                .limit(MOST_UNARRANGED)
                .sorted(Comparator.comparingInt(tree.roots()::indexOf))
                .toList();
    }

    /// One place nearer to the top; the first stays where it is.
    public void up(TopicId topic) {
        arrange(topics -> swap(topics, topics.indexOf(topic) - 1));
    }

    /// One place further down; the last stays where it is.
    public void down(TopicId topic) {
        arrange(topics -> swap(topics, topics.indexOf(topic)));
    }

    private static void swap(List<TopicId> topics, int upper) {
        if (upper >= 0 && upper + 1 < topics.size()) {
            Collections.swap(topics, upper, upper + 1);
        }
    }

    /// At the end, unless it has a section or there are as many as there may be.
    public void add(TopicId topic) {
        arrange(topics -> {
            if (!topics.contains(topic) && topics.size() < MOST) {
                topics.add(topic);
            }
        });
    }

    /// Takes the topic's section away. After the last one it is as if nobody had arranged them.
    public void leaveOut(TopicId topic) {
        arrange(topics -> topics.remove(topic));
    }

    /// As if nobody had arranged them.
    public void forget() {
        arrange(List::clear);
    }

    /// Begins with what the front page shows now. One after the other, so that two people move each what they see.
    private void arrange(Consumer<List<TopicId>> change) {
        db.write(tx -> {
            lock(tx);
            List<TopicId> topics = new ArrayList<>(
                    of(tx, Topics.tree(tx)).stream().map(Topic::id).toList());
            List<TopicId> before = List.copyOf(topics);
            change.accept(topics);
            if (!topics.equals(before) || topics.isEmpty()) {
                save(tx, topics);
                pages.record(tx, Set.of(PAGE_KEY));
            }
            return topics;
        });
    }

    static void lock(Handle tx) {
        tx.execute("lock table front_section in exclusive mode");
    }

    static void save(Handle tx, List<TopicId> topics) {
        tx.execute("delete from front_section");
        tx.createUpdate("""
                insert into front_section (topic_id, place)
                select topic, place
                  from unnest(:topics, :places) as arranged (topic, place)
                """)
                .bindArray(
                        "topics",
                        Long.class,
                        topics.stream().map(TopicId::value).toList())
                .bindArray(
                        "places",
                        Long.class,
                        LongStream.rangeClosed(1, topics.size()).boxed().toList())
                .execute();
    }
}
