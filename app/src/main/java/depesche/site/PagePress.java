package depesche.site;

import depesche.db.Database;
import depesche.db.DatabaseUnavailable;
import depesche.topic.TopicTree;
import depesche.web.Page;
import depesche.web.PageStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Gatherers;

/// Makes the pages of articles that nobody has asked for yet and lays them on the disk ([PageStore#shelve]): after the
/// start, and after a change that all of them show, those of all articles, the newest first; in between those of
/// articles that changed. So the first who asks for an old article gets it as fast as the second.
///
/// It has time: it rests as long as it worked. What was withdrawn it takes off the disk.
public final class PagePress implements AutoCloseable {

    private static final Logger LOG = System.getLogger("depesche.site");

    /// After the start, and after a change of all pages, others have much to do at first.
    public static final Duration CALM = Duration.ofSeconds(10);

    private static final String FRONT = "/";

    private static final long NANOS_BETWEEN_LOOKS = TimeUnit.SECONDS.toNanos(1);

    private final Database db;
    private final PageStore store;
    private final FrontRendering front;
    private final ArticleRendering rendering;
    private final Supplier<TopicTree> tree;
    private final PressOrders orders;
    private final Thread thread;
    private long pressed;

    PagePress(
            Database db,
            PageStore store,
            FrontRendering front,
            ArticleRendering rendering,
            Supplier<TopicTree> tree,
            Duration calm) {
        this.orders = new PressOrders(calm);
        this.db = db;
        this.store = store;
        this.front = front;
        this.rendering = rendering;
        this.tree = tree;
        this.thread = Thread.ofPlatform().daemon().name("page-press").unstarted(this::run);
    }

    /// After the store's disk was opened; without one there is nothing to do.
    public void start() {
        if (store.hasShelf()) {
            store.tell(orders::changed);
            thread.start();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long began = System.nanoTime();
                boolean worked = pressSome();
                long rest = worked ? System.nanoTime() - began : NANOS_BETWEEN_LOOKS;
                TimeUnit.NANOSECONDS.sleep(rest);
            }
        } catch (InterruptedException stopped) {
            LOG.log(Level.DEBUG, "press.stopped", stopped);
        }
    }

    /// Whatever goes wrong with some pages does not keep the others from being made: they are made when asked for.
    private boolean pressSome() {
        List<Long> changed = orders.changed(PressOrders.TOGETHER);
        try {
            if (!changed.isEmpty()) {
                press(changed);
                return true;
            }
            return orders.takeFront() && pressFront() || orders.isWalkDue() && walk();
        } catch (DatabaseUnavailable away) {
            orders.putBack(changed);
            orders.putFrontBack();
            LOG.log(Level.DEBUG, "press.waits", away);
        } catch (RuntimeException broken) {
            LOG.log(Level.WARNING, "press.failed", broken);
        }
        return false;
    }

    /// The first page that is asked for after a start lies ready too. One that readers want is made again without the
    /// press, and is found here.
    private boolean pressFront() {
        if (store.isShelved(FRONT)) {
            return false;
        }
        long stamp = store.stamp();
        TopicTree topics = tree.get();
        Page page = db.inSnapshot(tx -> front.page(tx, topics));
        store.shelve(FRONT, stamp, page);
        return true;
    }

    /// One step of the way through all articles.
    private boolean walk() {
        List<Listed> next = db.read(handle -> handle.createQuery("""
                        select id, '/' || id || '/' || slug as path
                          from article
                         where state = 'published'
                           and id < :before
                         order by id desc
                         limit :most
                        """)
                .bind("before", orders.before())
                .bind("most", PressOrders.AT_A_LOOK)
                .map((row, _) -> new Listed(row.getLong("id"), row.getString("path")))
                .list());
        if (next.isEmpty()) {
            orders.walked();
            LOG.log(pressed > 0 ? Level.INFO : Level.DEBUG, "pages.pressed " + pressed);
            pressed = 0;
            return false;
        }
        orders.walkedTo(next.getLast().id());
        next.stream()
                .filter(article -> !store.isShelved(article.path()))
                .map(Listed::id)
                .gather(Gatherers.windowFixed(PressOrders.TOGETHER))
                .forEach(this::press);
        return true;
    }

    private void press(List<Long> ids) {
        long stamp = store.stamp();
        TopicTree topics = tree.get();
        Map<Long, ArticleReading.Found> found = db.inSnapshot(tx -> ArticleReading.of(tx, ids));
        for (long id : ids) {
            switch (found.get(id)) {
                case ArticleReading.Found.Public(var reading) -> shelve(reading, topics, stamp);
                case ArticleReading.Found.Killed _ -> store.forgetArticle(id);
                case null -> store.forgetArticle(id);
            }
        }
        pressed += found.size();
    }

    private void shelve(ArticleReading reading, TopicTree topics, long stamp) {
        Page page = rendering.page(reading, topics);
        store.shelve(reading.article().path(), stamp, page);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private record Listed(long id, String path) {}
}
