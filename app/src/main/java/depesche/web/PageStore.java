package depesche.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import depesche.db.DatabaseUnavailable;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Public pages as finished bytes, by address. A page leaves when something it shows changes ([#drop]), or when
/// memory is needed and others are asked for more often (W-TinyLFU: a crawl of old articles does not push out the
/// front page). A page is stored only if none of its keys was dropped since its rendering began, so a page read
/// before a change and finished after it is never kept.
public final class PageStore implements AutoCloseable {

    /// Asked for so often since it was made, a page is made again as soon as it is dropped.
    private static final int HOT = 64;

    /// Different `Accept-Encoding` texts remembered; there are a few dozen in the world.
    private static final int CODINGS_REMEMBERED = 256;

    /// The one parameter of a public page: where a list goes on.
    private static final String PAGING = "before=";

    private final InstantSource clock;
    private final Cache<String, FinishedPage> pages;
    private final ShownIndex shown = new ShownIndex();
    private final List<Kept<?>> kept = new CopyOnWriteArrayList<>();
    private final Map<String, CompletableFuture<FinishedPage>> underWay = new ConcurrentHashMap<>();
    private final Map<String, List<Coding>> codings = new ConcurrentHashMap<>();
    private final ExecutorService background;
    private final AskedLately askedLately = new AskedLately();
    private volatile Optional<PageShelf> shelf = Optional.empty();
    private volatile Consumer<Set<String>> changed = _ -> {};
    private volatile Instant droppedAt = Instant.EPOCH;
    private volatile DateHeader dateHeader = new DateHeader(0, "");

    public PageStore(long maxBytes, InstantSource clock) {
        this.clock = clock;
        this.background = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("pages").factory());
        this.pages = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((String address, FinishedPage page) -> page.weight())
                .removalListener(this::left)
                .build();
    }

    /// Keeps pages on the disk too, from the first look at the database's changes on ([#saw]).
    ///
    /// @param identity what pages are made by and of: under another one none of them is found
    /// @param mostBytes of the disk
    /// @throws UncheckedIOException where the disk cannot be written; then pages stay in memory alone
    public void openShelf(Path folder, String identity, long mostBytes) {
        try {
            shelf = Optional.of(PageShelf.open(folder, identity, mostBytes));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Who makes pages before they are asked for hears what was dropped: the keys, or none at all for everything.
    public void tell(Consumer<Set<String>> other) {
        changed = other;
    }

    private void left(@Nullable String address, @Nullable FinishedPage page, RemovalCause cause) {
        if (page != null) {
            shown.forget(page);
        }
    }

    /// The hot path, for the event loop: answers if the page asked for is in the store, else returns false.
    public boolean serve(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            return false;
        }
        Optional<FinishedPage> page = stored(withoutIdleQuery(request.uri()));
        page.ifPresent(found -> send(found, request));
        return page.isPresent();
    }

    /// What stands behind the question mark matters only where it pages through a list. All else (marks of a
    /// campaign, a crawler's inventions) gets the page without it, and never a place of its own.
    private static String withoutIdleQuery(String uri) {
        int query = uri.indexOf('?');
        return query < 0 || uri.indexOf(PAGING, query) > 0 ? uri : uri.substring(0, query);
    }

    /// Answers from the store or, where it is not there, from `rendering`, which may wait for the database.
    ///
    /// @param address the canonical address: path, and the query only where it matters
    public Response answer(Request request, String address, Supplier<Page> rendering) {
        Optional<FinishedPage> stored = stored(address);
        if (stored.isPresent()) {
            return stored.get().response(request);
        }
        return fromShelf(request, address, rendering)
                .orElseGet(() -> page(address, rendering).response(request));
    }

    /// What is asked for a second time moves up into memory, so that a crawl does not push out what is read.
    private Optional<Response> fromShelf(Request request, String address, Supplier<Page> rendering) {
        if (shelf.isEmpty()) {
            return Optional.empty();
        }
        ShownIndex.Mark mark = mark();
        try {
            Optional<ShelvedPage> found = shelf.get().find(address);
            found.filter(_ -> askedLately.again(address))
                    .ifPresent(page -> put(mark, FinishedPage.of(page, rendering)));
            return found.map(page -> page.response(request));
        } finally {
            shown.release(mark);
        }
    }

    /// The page at an address; many askers at once wait for one rendering. Whoever asks after a change never gets a
    /// rendering begun before it.
    FinishedPage page(String address, Supplier<Page> rendering) {
        Optional<FinishedPage> stored = stored(address);
        if (stored.isPresent()) {
            return stored.get();
        }
        var mine = new CompletableFuture<FinishedPage>();
        CompletableFuture<FinishedPage> first = underWay.putIfAbsent(address, mine);
        if (first != null) {
            return joined(first);
        }
        try {
            FinishedPage page = rendered(address, rendering);
            mine.complete(page);
            return page;
        } catch (RuntimeException | Error broken) {
            mine.completeExceptionally(broken);
            throw broken;
        } finally {
            underWay.remove(address, mine);
        }
    }

    private FinishedPage rendered(String address, Supplier<Page> rendering) {
        ShownIndex.Mark mark = mark();
        try {
            long stamp = stamp();
            Page page = rendering.get();
            FinishedPage finished = finished(address, page, rendering).begunAt(stamp);
            put(mark, finished);
            return finished;
        } finally {
            shown.release(mark);
        }
    }

    private static FinishedPage joined(CompletableFuture<FinishedPage> first) {
        try {
            return first.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    /// To be called before a rendering reads its first row.
    ShownIndex.Mark mark() {
        return shown.mark();
    }

    /// Keeps a page, unless something it shows was dropped since the mark.
    boolean put(ShownIndex.Mark mark, FinishedPage page) {
        return shown.add(mark, page, () -> pages.put(page.address(), page));
    }

    FinishedPage finished(String address, Page page, Supplier<Page> rendering) {
        Instant now = clock.instant();
        boolean fresh = now.truncatedTo(ChronoUnit.SECONDS).isAfter(droppedAt);
        return new FinishedPage(
                address, page, rendering, now, fresh ? FinishedPage.Dated.CLEARLY : FinishedPage.Dated.AMBIGUOUSLY);
    }

    /// What [#shelve] wants of a page, asked before its first row is read.
    public long stamp() {
        return shelf.map(PageShelf::stamp).orElse(0L);
    }

    /// Whether a page need not be made before it is asked for.
    public boolean isShelved(String address) {
        return shelf.isEmpty() || shelf.get().find(address).isPresent();
    }

    /// Puts a page on the disk that nobody has asked for.
    public void shelve(String address, long stamp, Page page) {
        if (shelf.isPresent() && ShelvedPage.isFit(page)) {
            var finished = new PageHead(
                    page.status(),
                    page.mediaType(),
                    page.caching(),
                    page.links(),
                    FinishedPage.tagOf(page.bytes()),
                    clock.instant().truncatedTo(ChronoUnit.SECONDS),
                    clock.instant().truncatedTo(ChronoUnit.SECONDS).isAfter(droppedAt));
            shelf.get().put(new ShelvedPage(address, stamp, page.keys(), finished, Compression.gzip(page.bytes())));
        }
    }

    /// What was withdrawn does not stay on the disk either.
    public void forgetArticle(long id) {
        shelf.ifPresent(disk -> disk.forgetArticle(id));
    }

    /// Whether pages are kept on the disk at all.
    public boolean hasShelf() {
        return shelf.isPresent();
    }

    /// What of the database's changes was seen when the program last ran, if the pages it left are to be trusted.
    Optional<DropStamps.Seen> seen() {
        return shelf.flatMap(PageShelf::seen);
    }

    void saw(DropStamps.Seen seen) {
        shelf.ifPresent(disk -> disk.saw(seen));
    }

    private void compress(FinishedPage page) {
        byte[] gzip = page.compress();
        if (ShelvedPage.isFit(page.page())) {
            shelf.ifPresent(disk -> disk.put(
                    new ShelvedPage(page.address(), page.stamp(), page.page().keys(), page.head(), gzip)));
        }
    }

    /// Drops exactly the pages that show one of the keys, and makes the hot ones anew.
    public void drop(Set<String> keys) {
        droppedAt = clock.instant();
        shelf.ifPresent(disk -> disk.drop(keys));
        List<FinishedPage> dropped = shown.drop(keys, gone -> {
            kept.forEach(value -> value.drop(keys));
            remove(gone);
        });
        again(dropped);
        changed.accept(keys);
    }

    /// Drops all there is: for a node that does not know what it missed.
    public void dropAll() {
        droppedAt = clock.instant();
        shelf.ifPresent(PageShelf::dropAll);
        again(shown.dropAll(gone -> {
            kept.forEach(Kept::drop);
            remove(gone);
        }));
        changed.accept(Set.of());
    }

    /// A place for something that pages with this key show.
    public <T> Kept<T> keep(String key) {
        var place = new Kept<T>(shown, key);
        kept.add(place);
        return place;
    }

    private void remove(List<FinishedPage> gone) {
        underWay.clear();
        gone.forEach(page -> pages.asMap().remove(page.address(), page));
    }

    private void again(List<FinishedPage> dropped) {
        for (FinishedPage page : dropped) {
            if (page.noteAsked(HOT) >= HOT) {
                background.execute(() -> makeHot(page));
            }
        }
    }

    private void makeHot(FinishedPage dropped) {
        try {
            FinishedPage page = page(dropped.address(), dropped.rendering());
            if (page.claimCompression()) {
                compress(page);
            }
        } catch (DatabaseUnavailable | Refusal | Moved _) {
            // The next who asks has it made, or is told that it is gone.
        }
    }

    private Optional<FinishedPage> stored(String address) {
        FinishedPage page = pages.getIfPresent(address);
        if (page == null || page.isExpired(clock.instant())) {
            return Optional.empty();
        }
        return Optional.of(page);
    }

    private void send(FinishedPage page, HttpServerRequest request) {
        if (page.noteAsked(HOT) == 2 && page.claimCompression()) {
            background.execute(() -> compress(page));
        }
        page.send(request, preferred(request), dateNow());
    }

    private List<Coding> preferred(HttpServerRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        if (accepted == null) {
            return Coding.ONLY_PLAIN;
        }
        List<Coding> known = codings.get(accepted);
        if (known != null) {
            return known;
        }
        List<Coding> parsed = Coding.preferred(accepted);
        if (codings.size() < CODINGS_REMEMBERED) {
            codings.put(accepted, parsed);
        }
        return parsed;
    }

    private CharSequence dateNow() {
        long second = clock.millis() / 1000;
        DateHeader current = dateHeader;
        if (current.second() != second) {
            String text = Conditions.date(Instant.ofEpochSecond(second));
            current = new DateHeader(second, HttpHeaders.createOptimized(text));
            dateHeader = current;
        }
        return current.text();
    }

    /// Whether the page at this address need not be made.
    public boolean stands(String address) {
        return stored(address).isPresent();
    }

    List<String> addresses() {
        pages.cleanUp();
        return new ArrayList<>(pages.asMap().keySet());
    }

    int keysShown() {
        return shown.size();
    }

    @Override
    public void close() {
        background.shutdownNow();
    }

    private record DateHeader(long second, CharSequence text) {}
}
