package depesche.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/// The index in its folder, open for one that writes and all who search. What is written is found after [#refresh] and
/// safe after [#commit]; a commit keeps words and watermark together or not at all.
final class Shelf implements AutoCloseable {

    private static final double WRITER_MEGABYTES = 16;
    private static final int MERGES_AT_ONCE = 1;
    private static final int MERGES_WAITING = 4;
    private static final Duration COMMIT_AFTER = Duration.ofSeconds(20);
    private static final int COMMIT_AFTER_ARTICLES = 5_000;

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private Optional<Watermark> mark;
    private int uncommitted;
    private long committedAt = System.nanoTime();

    private Shelf(Directory directory, IndexWriter writer) throws IOException {
        this.directory = directory;
        this.writer = writer;
        this.searchers = new SearcherManager(writer, new SearcherFactory());
        this.mark = Watermark.read(lastCommit(writer));
    }

    static Shelf open(Path folder) throws IOException {
        Directory directory = FSDirectory.open(folder);
        List<Closeable> opened = new ArrayList<>(List.of(directory));
        try {
            var writer = new IndexWriter(directory, config());
            opened.addFirst(writer::rollback);
            return new Shelf(directory, writer);
        } catch (IOException broken) {
            giveUp(opened, broken);
            throw broken;
        } catch (RuntimeException | AssertionError unreadable) {
            // Files that are not what they were are met wherever they are read.
            giveUp(opened, unreadable);
            throw new CorruptIndexException("cannot be read", "" + folder, unreadable);
        }
    }

    /// A writer that stays open keeps the folder's lock for as long as the program lives.
    private static void giveUp(List<Closeable> opened, Throwable why) {
        for (Closeable each : opened) {
            try {
                each.close();
            } catch (IOException | RuntimeException also) {
                why.addSuppressed(also);
            }
        }
    }

    private static IndexWriterConfig config() {
        var merging = new ConcurrentMergeScheduler();
        merging.setMaxMergesAndThreads(MERGES_WAITING, MERGES_AT_ONCE);
        return new IndexWriterConfig(Tongues.indexing())
                .setRAMBufferSizeMB(WRITER_MEGABYTES)
                .setMergeScheduler(merging)
                .setCommitOnClose(false);
    }

    private static Map<String, String> lastCommit(IndexWriter writer) {
        Iterable<Map.Entry<String, String>> kept = writer.getLiveCommitData();
        Map<String, String> facts = new HashMap<>();
        if (kept != null) {
            kept.forEach(entry -> facts.put(entry.getKey(), entry.getValue()));
        }
        return facts;
    }

    /// Empties the folder of a damaged index. Whoever still searches it has its files open.
    static void wipe(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
        }
    }

    /// Reads all files and compares their sums; throws where one is not as it was written.
    void verify() throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                leaf.reader().checkIntegrity();
            }
        } catch (RuntimeException | AssertionError unreadable) {
            throw new CorruptIndexException("cannot be read", directory.toString(), unreadable);
        } finally {
            searchers.release(searcher);
        }
    }

    SearcherManager searchers() {
        return searchers;
    }

    /// Empty where nothing of this form was ever written.
    Optional<Watermark> mark() {
        return mark;
    }

    void advance(Watermark to) {
        mark = Optional.of(to);
    }

    /// Begins anew at this moment.
    void clear(Watermark from) throws IOException {
        writer.deleteAll();
        mark = Optional.of(from);
        uncommitted++;
    }

    void put(Collection<ArticleText> articles) throws IOException {
        for (ArticleText article : articles) {
            writer.updateDocument(ArticleDocument.key(article.id()), ArticleDocument.of(article));
        }
        uncommitted += articles.size();
    }

    void remove(Collection<Long> articles) throws IOException {
        for (long article : articles) {
            writer.deleteDocuments(ArticleDocument.key(article));
        }
        uncommitted += articles.size();
    }

    void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    boolean isCommitDue() {
        boolean isLongAgo = System.nanoTime() - committedAt > COMMIT_AFTER.toNanos();
        return uncommitted > COMMIT_AFTER_ARTICLES || (uncommitted > 0 && isLongAgo);
    }

    void commit() throws IOException {
        if (uncommitted > 0 && mark.isPresent()) {
            writer.setLiveCommitData(mark.get().written().entrySet());
            writer.commit();
        }
        uncommitted = 0;
        committedAt = System.nanoTime();
    }

    /// What was not committed is dropped: the watermark leads to it again.
    @Override
    public void close() throws IOException {
        searchers.close();
        writer.rollback();
        directory.close();
    }
}
