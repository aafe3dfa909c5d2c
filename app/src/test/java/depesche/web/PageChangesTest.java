package depesche.web;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.db.Notices;
import depesche.testing.TestDatabase;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PageChangesTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private final PageStore here = new PageStore(1 << 20, InstantSource.system());
    private final PageStore there = new PageStore(1 << 20, InstantSource.system());
    private final PageChanges changesHere = new PageChanges(db.database(), here);
    private final PageChanges changesThere = new PageChanges(db.database(), there);

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    @Test
    void aChangeDropsHereAfterTheCommitAndNotBefore() {
        store(here, "/1/a", "article:1");

        db.database().change(tx -> {
            changesHere.record(tx, Set.of("article:1"));
            assertThat(here.stands("/1/a")).isTrue();
        });

        assertThat(here.stands("/1/a")).isFalse();
    }

    @Test
    void whatIsRolledBackDropsNothing() {
        store(here, "/1/a", "article:1");

        try {
            db.database().change(tx -> {
                changesHere.record(tx, Set.of("article:1"));
                throw new IllegalStateException("rolled back");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("rolled back");
        }

        assertThat(here.stands("/1/a")).isTrue();
    }

    @Test
    void anotherNodeHearsOfItByNotice() {
        try (var notices = new Notices(db.address())) {
            changesThere.follow(notices);
            store(there, "/first", "none");
            notices.start();
            await(() -> !there.stands("/first"));
            store(there, "/1/a", "article:1");
            store(there, "/2/b", "article:2");

            db.database().change(tx -> changesHere.record(tx, Set.of("article:1")));

            await(() -> !there.stands("/1/a"));
            assertThat(there.stands("/2/b")).isTrue();
        }
    }

    @Test
    void aRowThatCommitsAfterLaterOnesIsNotMissed() {
        changesThere.catchUp();
        store(there, "/1/slow", "article:1");

        db.database().change(slow -> {
            changesHere.record(slow, Set.of("article:1"));
            IntStream.range(0, 5)
                    .forEach(i ->
                            db.database().change(quick -> changesHere.record(quick, Set.of("article:" + (10 + i)))));
            changesThere.catchUp();
            assertThat(there.stands("/1/slow")).isTrue();
        });
        changesThere.catchUp();

        assertThat(there.stands("/1/slow")).isFalse();
    }

    @Test
    void aChangeIsHeededOnce() {
        var renderings = new AtomicInteger();
        changesHere.catchUp();
        db.database().change(tx -> changesHere.record(tx, Set.of("article:1")));
        here.page("/1/a", () -> {
            renderings.incrementAndGet();
            return Page.html("a", Set.of("article:1"));
        });

        changesHere.catchUp();
        changesHere.catchUp();

        assertThat(here.stands("/1/a")).isTrue();
    }

    private static void store(PageStore store, String address, String key) {
        store.page(address, () -> Page.html("page", Set.of(key)));
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen within ten seconds");
            }
            Thread.onSpinWait();
        }
    }
}
