package depesche.search;

import depesche.db.Database;
import depesche.db.DatabaseUnavailable;
import depesche.db.Notices;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.AlreadyClosedException;

/// The index of this node. One thread follows the database: it hears that something changed, reads what transactions
/// did that it has not seen, and makes that found. An index that is missing, damaged, of another form or of another
/// database is built anew, the newest articles first, while what is there already is found.
///
/// All reads of that thread come one after the other, so what it writes last is what was true last.
public final class SearchIndex implements AutoCloseable {

    private static final Logger LOG = System.getLogger("depesche.search");

    /// Told by whoever changes a public page.
    private static final String CHANNEL = "page_change";

    private static final String FOLDER = "search";
    private static final int ARTICLES_AT_ONCE = 200;
    private static final long LOOK_AFTER_SECONDS = 10;
    private static final long PAUSE_SECONDS = 1;

    /// At most so often something new is found, however much is published.
    private static final long BREATH_MILLIS = 50;

    /// Forms of words in all languages that are asked in; a limit of Lucene's against queries without end.
    private static final int MOST_CLAUSES = 65_536;

    private final Database db;
    private final Path folder;
    private final Semaphore news = new Semaphore(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("search-index").daemon().unstarted(this::live);
    private volatile Optional<Shelf> shelf = Optional.empty();
    private volatile boolean isWhole;
    private boolean isTold;

    /// @param data the node's folder
    public SearchIndex(Database db, Path data) {
        this.db = db;
        this.folder = data.resolve(FOLDER);
    }

    /// Before [Notices#start].
    public void listen(Notices notices) {
        notices.listen(CHANNEL, _ -> look(), this::look);
    }

    public void start() {
        IndexSearcher.setMaxClauseCount(MOST_CLAUSES);
        thread.start();
    }

    private void look() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    /// Whether everything public is found; an index that is being built has the newest articles.
    public boolean isWhole() {
        return isWhole;
    }

    /// What somebody who searches gets from the articles found until now; empty while there is no index at all.
    <T> Optional<T> search(Searching<T> searching) {
        Optional<Shelf> open = shelf;
        if (open.isEmpty()) {
            return Optional.empty();
        }
        try {
            IndexSearcher searcher = open.get().searchers().acquire();
            try {
                return Optional.of(searching.in(searcher));
            } finally {
                open.get().searchers().release(searcher);
            }
        } catch (AlreadyClosedException _) {
            return Optional.empty();
        } catch (IOException broken) {
            LOG.log(Level.WARNING, "search.unreadable", broken);
            return Optional.empty();
        }
    }

    /// A question to the index.
    interface Searching<T> {
        T in(IndexSearcher searcher) throws IOException;
    }

    private void live() {
        while (closing.getCount() > 0) {
            try {
                work();
            } catch (IOException | RuntimeException broken) {
                recover(broken);
            }
        }
    }

    private void work() throws IOException {
        try (Shelf open = Shelf.open(folder)) {
            shelf = Optional.of(open);
            open.verify();
            follow(open);
            open.commit();
        } finally {
            shelf = Optional.empty();
            isWhole = false;
        }
    }

    private void recover(Exception broken) {
        boolean isDamage = isDamage(broken);
        if (isDamage || !isTold) {
            LOG.log(Level.WARNING, isDamage ? "search.damaged" : "search.interrupted", broken);
        }
        isTold = true;
        try {
            if (isDamage) {
                Shelf.wipe(folder);
            } else {
                pause();
            }
        } catch (IOException stuck) {
            LOG.log(Level.WARNING, "search.stuck", stuck);
            pause();
        }
    }

    /// Whether the files are not what they were: then they are of no use any more. All else may pass.
    private static boolean isDamage(Throwable broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case CorruptIndexException _,
                        IndexFormatTooOldException _,
                        IndexFormatTooNewException _,
                        IndexNotFoundException _,
                        EOFException _,
                        FileNotFoundException _,
                        NoSuchFileException _ -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    private void follow(Shelf open) throws IOException {
        while (closing.getCount() > 0) {
            boolean isMore = step(open);
            if (open.isCommitDue()) {
                open.commit();
            }
            if (!isMore) {
                rest();
            }
        }
    }

    /// Makes found what changed, and a few more of the older articles where they are not all there yet.
    private boolean step(Shelf open) throws IOException {
        try {
            boolean isChanged = catchUp(open);
            boolean isBuilding = buildOn(open);
            if (isChanged || isBuilding) {
                open.refresh();
            }
            isWhole = !isBuilding;
            isTold = false;
            return isBuilding;
        } catch (DatabaseUnavailable away) {
            if (!isTold) {
                LOG.log(Level.WARNING, "search.database-away", away);
            }
            isTold = true;
            pause();
            return false;
        }
    }

    private record Look(Moment now, List<ArticleTexts.Changed> changed) {}

    private boolean catchUp(Shelf open) throws IOException {
        Look look = db.inSnapshot(tx -> {
            Moment now = Moment.of(tx);
            return new Look(
                    now,
                    open.mark()
                            .filter(mark -> mark.leadsTo(now))
                            .map(mark -> ArticleTexts.since(tx, mark))
                            .orElse(List.of()));
        });
        Optional<Watermark> mark = open.mark().filter(last -> last.leadsTo(look.now()));
        if (mark.isEmpty()) {
            isWhole = false;
            open.clear(Watermark.beginning(look.now()));
            return true;
        }
        apply(open, look.changed());
        open.advance(mark.get().at(look.now()));
        return !look.changed().isEmpty();
    }

    private void apply(Shelf open, List<ArticleTexts.Changed> changed) throws IOException {
        for (int at = 0; at < changed.size(); at += ARTICLES_AT_ONCE) {
            List<ArticleTexts.Changed> some = changed.subList(at, Math.min(changed.size(), at + ARTICLES_AT_ONCE));
            List<Long> shown = some.stream()
                    .filter(ArticleTexts.Changed::isPublic)
                    .map(ArticleTexts.Changed::id)
                    .toList();
            List<ArticleText> texts = shown.isEmpty() ? List.of() : db.read(tx -> ArticleTexts.of(tx, shown));
            List<Long> gone =
                    new ArrayList<>(some.stream().map(ArticleTexts.Changed::id).toList());
            texts.forEach(text -> gone.remove((Long) text.id()));
            open.remove(gone);
            open.put(texts);
        }
    }

    /// Adds the next older articles; false when there are no more.
    private boolean buildOn(Shelf open) throws IOException {
        Watermark mark = open.mark().orElseThrow();
        if (mark.below().isEmpty()) {
            return false;
        }
        List<ArticleText> texts =
                db.read(tx -> ArticleTexts.below(tx, mark.below().get(), ARTICLES_AT_ONCE));
        open.put(texts);
        boolean isLast = texts.size() < ARTICLES_AT_ONCE;
        open.advance(isLast ? mark.built() : mark.builtDownTo(texts.getLast().id()));
        if (isLast) {
            open.refresh();
            open.commit();
        }
        return !isLast;
    }

    private void rest() {
        try {
            boolean _ = closing.await(BREATH_MILLIS, TimeUnit.MILLISECONDS);
            boolean _ = news.tryAcquire(LOOK_AFTER_SECONDS, TimeUnit.SECONDS);
            news.drainPermits();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause() {
        try {
            boolean _ = closing.await(PAUSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Keeps what was found last, so that the next start has little to read.
    @Override
    public void close() {
        closing.countDown();
        look();
        try {
            if (thread.isAlive()) {
                thread.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
