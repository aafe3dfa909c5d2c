package depesche.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageStoreTest {

    private final PageStore store = new PageStore(1 << 20, InstantSource.system());

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aPageIsRenderedOnceAndThenGivenOut() {
        var renderings = new AtomicInteger();

        store.page("/", counted(renderings, "front"));
        store.page("/", counted(renderings, "front"));

        assertThat(renderings).hasValue(1);
    }

    @Test
    void aDropTakesExactlyThePagesThatShowTheKey() {
        store.page("/", page("front", "article:1", "article:2"));
        store.page("/1/a", page("article:1"));
        store.page("/2/b", page("article:2", "topic:4"));

        store.drop(Set.of("article:1"));

        assertThat(store.addresses()).containsExactly("/2/b");
    }

    @Test
    void aPageReadBeforeAChangeIsNotKept() {
        store.page("/1/a", () -> {
            store.drop(Set.of("article:1"));
            return page("article:1").get();
        });

        assertThat(store.addresses()).isEmpty();
    }

    @Test
    void whatManyPagesShowIsReadOnceUntilItsKeyIsDropped() {
        Kept<Integer> topics = store.keep("site");
        var readings = new AtomicInteger();

        topics.get(readings::incrementAndGet);
        assertThat(topics.get(readings::incrementAndGet)).isEqualTo(1);
        store.drop(Set.of("article:1"));
        assertThat(topics.get(readings::incrementAndGet)).isEqualTo(1);

        store.drop(Set.of("front", "site"));
        assertThat(topics.get(readings::incrementAndGet)).isEqualTo(2);
        store.dropAll();
        assertThat(topics.get(readings::incrementAndGet)).isEqualTo(3);
    }

    @Test
    void whatManyPagesShowIsNotKeptIfItWasReadBeforeAChange() {
        Kept<String> topics = store.keep("site");

        String old = topics.get(() -> {
            store.drop(Set.of("site"));
            return "before";
        });

        assertThat(old).isEqualTo("before");
        assertThat(topics.get(() -> "after")).isEqualTo("after");
    }

    @Test
    void aChangeOfSomethingElseDoesNotSpoilARendering() {
        store.page("/1/a", () -> {
            store.drop(Set.of("article:2"));
            return page("article:1").get();
        });

        assertThat(store.addresses()).containsExactly("/1/a");
    }

    @Test
    void whoAsksAfterAChangeDoesNotGetARenderingBegunBefore() {
        var inner = new AtomicInteger();

        FinishedPage old = store.page("/", () -> {
            store.drop(Set.of("front"));
            byte[] after =
                    store.page("/", () -> Page.html("after", Set.of("front"))).bytes();
            inner.set(after.length);
            return Page.html("before", Set.of("front"));
        });

        assertThat(inner).hasValue("after".length());
        assertThat(old.bytes()).asString().isEqualTo("before");
        assertThat(store.page("/", page("front")).bytes()).asString().isEqualTo("after");
    }

    @Test
    void aStampedeRendersOnce() {
        var renderings = new AtomicInteger();
        var open = new CountDownLatch(1);

        try (var askers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                askers.execute(() -> store.page("/", () -> {
                    renderings.incrementAndGet();
                    await(open);
                    return page("front").get();
                }));
            }
            open.countDown();
        }

        assertThat(renderings).hasValue(1);
    }

    @Test
    void whatARenderingThrowsReachesTheAskerAndNothingIsKept() {
        assertThatThrownBy(() -> store.page("/", () -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(store.addresses()).isEmpty();
        assertThat(store.page("/", page("front")).bytes()).isNotEmpty();
    }

    @Test
    void aCrawlDoesNotPushOutWhatIsAskedForOften() {
        store.page("/", page("front"));
        for (int i = 0; i < 20_000; i++) {
            store.page("/" + i + "/old", page("article:" + i));
            store.page("/", page("front"));
        }

        assertThat(store.addresses()).contains("/").hasSizeLessThan(1100);
        assertThat(store.keysShown()).isLessThan(2200);
    }

    @Test
    void aPageThatChangesWithTheTimeIsMadeAnew() {
        var clock = new MovableClock();
        var renderings = new AtomicInteger();
        try (var timed = new PageStore(1 << 20, clock)) {
            Supplier<Page> sitemap = () -> counted(renderings, "front").get().keptFor(Duration.ofMinutes(5));
            timed.page("/news-sitemap.xml", sitemap);
            clock.now = clock.now.plusSeconds(60);
            timed.page("/news-sitemap.xml", sitemap);
            clock.now = clock.now.plusSeconds(600);
            timed.page("/news-sitemap.xml", sitemap);
        }

        assertThat(renderings).hasValue(2);
    }

    /// Writers change a number and then drop its key; renderers read the numbers and show them. Whatever stands in
    /// the store when all is quiet must show the newest numbers, whoever overtook whom.
    @Test
    void noPageIsEverKeptStaleHoweverPublishersAndReadersInterleave() {
        var numbers = new AtomicIntegerArray(8);
        var random = new Random(20261123);
        List<Integer> seeds = random.ints(16).boxed().toList();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                var own = new Random(seeds.get(i));
                boolean publishes = i % 4 == 0;
                threads.execute(() -> IntStream.range(0, 3_000).forEach(_ -> {
                    int article = own.nextInt(8);
                    if (publishes) {
                        numbers.incrementAndGet(article);
                        store.drop(Set.of("article:" + article));
                    } else {
                        store.page("/" + article, () -> rendered(numbers, article));
                    }
                }));
            }
        }

        for (String address : store.addresses()) {
            int article = Integer.parseInt(address.substring(1));
            byte[] kept = store.page(address, () -> rendered(numbers, article)).bytes();
            assertThat(kept).isEqualTo(rendered(numbers, article).bytes());
        }
    }

    /// Two neighbours on each page, read one after the other, so that a change can fall between.
    private static Page rendered(AtomicIntegerArray numbers, int article) {
        int neighbour = (article + 1) % 8;
        int first = numbers.get(article);
        Thread.yield();
        int second = numbers.get(neighbour);
        return Page.html(first + " " + second, Set.of("article:" + article, "article:" + neighbour));
    }

    private static Supplier<Page> counted(AtomicInteger renderings, String key) {
        return () -> {
            renderings.incrementAndGet();
            return page(key).get();
        };
    }

    private static Supplier<Page> page(String... keys) {
        return () -> Page.html("<p>" + String.join(" ", keys), new HashSet<>(List.of(keys)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static final class MovableClock implements InstantSource {
        private Instant now = Instant.parse("2026-11-23T08:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }
    }
}
