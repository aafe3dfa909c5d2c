package depesche.web;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A node that comes back finds on its disk what did not change meanwhile, and nothing else.
class PageChangesAfterAStartTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    @TempDir
    Path folder;

    @BeforeEach
    void leavePages() throws IOException {
        try (PageStore store = open()) {
            new PageChanges(db.database(), store).catchUp();
            shelve(store, "/1/sturm", "article:1");
            shelve(store, "/2/flaute", "article:2");
        }
    }

    @Test
    void whatChangedWhileTheNodeWasAwayIsNotFound() throws IOException {
        changedElsewhere("article:1");

        try (PageStore store = open()) {
            new PageChanges(db.database(), store).catchUp();

            assertThat(store.isShelved("/1/sturm")).isFalse();
            assertThat(store.isShelved("/2/flaute")).isTrue();
        }
    }

    @Test
    void whoWasAwayTooLongFindsNothing() throws IOException {
        try (PageStore store = open()) {
            DropStamps.Seen last = store.seen().orElseThrow();
            store.saw(new DropStamps.Seen(last.watermark(), last.atMillis() - 13 * 60 * 60 * 1000L));
        }

        try (PageStore store = open()) {
            new PageChanges(db.database(), store).catchUp();

            assertThat(store.isShelved("/1/sturm")).isFalse();
        }
    }

    @Test
    void anOlderCopyOfTheDatabaseMakesAllPagesAnew() throws IOException {
        try (PageStore store = open()) {
            DropStamps.Seen last = store.seen().orElseThrow();
            store.saw(new DropStamps.Seen(last.watermark() + 1_000_000, last.atMillis()));
        }

        try (PageStore store = open()) {
            new PageChanges(db.database(), store).catchUp();

            assertThat(store.isShelved("/2/flaute")).isFalse();
        }
    }

    private PageStore open() throws IOException {
        var store = new PageStore(1 << 20, InstantSource.system());
        store.openShelf(folder, "one", 1 << 20);
        return store;
    }

    private static void changedElsewhere(String key) {
        try (var other = new PageStore(1 << 20, InstantSource.system())) {
            var changes = new PageChanges(db.database(), other);
            db.database().change(tx -> changes.record(tx, Set.of(key)));
        }
    }

    private static void shelve(PageStore store, String address, String key) {
        store.shelve(address, store.stamp(), Page.html("<p>Kein Schiff läuft aus.</p>".repeat(20), Set.of(key)));
    }
}
