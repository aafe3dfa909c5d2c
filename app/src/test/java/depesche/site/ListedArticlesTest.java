package depesche.site;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.article.Article;
import depesche.testing.TestPaper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Whatever is written, published, moved to other topics and withdrawn: a topic's page lists what is public on it and
/// below it, the newest first, each article once.
class ListedArticlesTest {

    private static final List<String> TOPICS = List.of("hafen", "kraene", "sport");
    private static final int ACTS = 120;

    @RegisterExtension
    static final TestPaper paper = new TestPaper();

    private final Random random = new Random(20_261_128);
    private final List<Article> articles = new ArrayList<>();

    @BeforeAll
    static void topics() {
        paper.topic("hafen", "Hafen", "Harbour", "");
        paper.topic("kraene", "Kräne", "Cranes", "hafen");
        paper.topic("sport", "Sport", "Sports", "");
    }

    @Test
    void aTopicListsWhatIsPublicOnItTheNewestFirst() {
        for (int act = 0; act < ACTS; act++) {
            paper.clock.advance(Duration.ofSeconds(random.nextInt(3)));
            act(act);
        }

        assertThat(listed("hafen")).isNotEmpty().isEqualTo(expected("hafen", "kraene"));
        assertThat(listed("kraene")).isNotEmpty().isEqualTo(expected("kraene"));
        assertThat(listed("sport")).isNotEmpty().isEqualTo(expected("sport"));
    }

    private void act(int number) {
        int chance = random.nextInt(10);
        if (chance < 6 || articles.isEmpty()) {
            Article draft = paper.draft(TestPaper.text("Meldung " + number, someTopics()));
            articles.add(chance < 5 ? paper.publish(draft) : draft);
            return;
        }
        Article article = articles.remove(random.nextInt(articles.size()));
        if (chance < 8) {
            paper.edit(article, TestPaper.text("Neuer Titel " + number, someTopics()));
        } else if (article.state().isPublic()) {
            paper.kill(article);
        } else {
            paper.publish(article);
        }
    }

    private String[] someTopics() {
        List<String> some = new ArrayList<>(TOPICS);
        some.remove(random.nextInt(some.size()));
        return some.subList(random.nextInt(2), some.size()).toArray(String[]::new);
    }

    /// All parts of the list, one after the other.
    private static List<Long> listed(String topic) {
        List<Long> listed = new ArrayList<>();
        String next = "/topics/" + topic;
        while (!next.isEmpty()) {
            var page = Jsoup.parse(paper.get(next).body());
            page.select(".teaser .headline a").forEach(link -> listed.add(number(link.attr("href"))));
            next = page.select("a[rel=next]").attr("href");
        }
        return listed;
    }

    private static long number(String path) {
        return Long.parseLong(path.split("/")[1]);
    }

    private static List<Long> expected(String... topics) {
        return paper.database()
                .read(handle -> handle.createQuery("""
                        select a.id
                          from article a
                          join revision r on r.article_id = a.id and r.number = a.revision
                         where a.state = 'published'
                           and r.topics && array(select id from topic where slug = any(:topics))
                         order by a.published_at desc, a.id desc
                        """)
                        .bindArray("topics", String.class, (Object[]) topics)
                        .mapTo(Long.class)
                        .list());
    }
}
