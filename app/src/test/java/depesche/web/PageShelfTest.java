package depesche.web;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.testing.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageShelfTest {

    private static final DropStamps.Seen SEEN = new DropStamps.Seen(17, 1_796_000_000_000L);
    private static final long ENOUGH = 1 << 20;

    @TempDir
    Path folder;

    private final List<PageStore> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(PageStore::close);
    }

    @Test
    void whatWasShelvedIsThereAfterAStart() throws IOException {
        shelve(looked("a"), "/1/sturm", "article:1");

        assertThat(looked("a").isShelved("/1/sturm")).isTrue();
        assertThat(open("a").seen()).contains(SEEN);
    }

    @Test
    void nothingIsTrustedBeforeTheFirstLookAtWhatChangedMeanwhile() throws IOException {
        shelve(looked("a"), "/1/sturm", "article:1");

        assertThat(open("a").isShelved("/1/sturm")).isFalse();
    }

    @Test
    void anotherProgramOrDatabaseBeginsAnEmptyShelf() throws IOException {
        shelve(looked("a"), "/1/sturm", "article:1");

        PageStore other = looked("b");

        assertThat(other.isShelved("/1/sturm")).isFalse();
        Waiting.until("the old shelf is gone", () -> files().isEmpty());
    }

    @Test
    void whatWasDroppedIsNotFoundNowNorAfterAStart() throws IOException {
        PageStore store = looked("a");
        shelve(store, "/1/sturm", "article:1");
        shelve(store, "/2/flaute", "article:2");

        store.drop(Set.of("article:1", "front"));

        assertThat(store.isShelved("/1/sturm")).isFalse();
        assertThat(store.isShelved("/2/flaute")).isTrue();
        assertThat(looked("a").isShelved("/1/sturm")).isFalse();
        assertThat(looked("a").isShelved("/2/flaute")).isTrue();
    }

    @Test
    void whatWasDroppedIsFoundAgainOnceItIsMadeAnew() throws IOException {
        PageStore store = looked("a");
        shelve(store, "/1/sturm", "article:1");
        store.drop(Set.of("article:1"));

        shelve(store, "/1/sturm", "article:1");

        assertThat(store.isShelved("/1/sturm")).isTrue();
    }

    @Test
    void aPageReadBeforeAChangeIsNotKept() throws IOException {
        PageStore store = looked("a");
        long before = store.stamp();

        store.drop(Set.of("article:1"));
        store.shelve("/1/sturm", before, page("article:1"));

        assertThat(store.isShelved("/1/sturm")).isFalse();
        assertThat(files()).isEmpty();
    }

    @Test
    void whoDoesNotKnowWhatChangedFindsNothingAndClearsTheDisk() throws IOException {
        PageStore store = looked("a");
        shelve(store, "/1/sturm", "article:1");

        store.dropAll();

        assertThat(store.isShelved("/1/sturm")).isFalse();
        assertThat(looked("a").isShelved("/1/sturm")).isFalse();
        Waiting.until("the files are gone", () -> files().isEmpty());
    }

    @Test
    void ofAWithdrawnArticleNoFileIsLeftUnderAnyName() throws IOException {
        PageStore store = looked("a");
        shelve(store, "/1/sturm", "article:1");
        shelve(store, "/1/orkan", "article:1");
        shelve(store, "/11/flaute", "article:11");

        store.forgetArticle(1);

        assertThat(files()).hasSize(1);
        assertThat(store.isShelved("/11/flaute")).isTrue();
    }

    @Test
    void aFileThatIsNotWholeIsNoPage() throws IOException {
        PageStore store = looked("a");
        shelve(store, "/1/sturm", "article:1");
        Path file = files().getFirst();
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(store.isShelved("/1/sturm")).as("%d bytes", length).isFalse();
        }
        whole[whole.length - 20] ^= 1;
        Files.write(file, whole);
        assertThat(store.isShelved("/1/sturm")).isFalse();
    }

    @Test
    void noMoreIsWrittenThanThereIsRoomFor() throws IOException {
        PageStore store = looked("a", 1_000);

        for (int i = 1; i <= 20; i++) {
            shelve(store, "/" + i + "/sturm", "article:" + i);
        }

        assertThat(files()).isNotEmpty();
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        assertThat(bytes).isLessThanOrEqualTo(1_000);
    }

    @Test
    void whereNothingCanBeWrittenPagesAreNotKeptAndNothingBreaks() throws IOException {
        PageStore store = looked("a");
        shelve(store, "/1/sturm", "article:1");
        Path file = files().getFirst();
        Files.delete(file);
        Files.delete(file.getParent());
        Files.writeString(file.getParent(), "in the way");

        shelve(store, "/1/sturm", "article:1");

        assertThat(store.isShelved("/1/sturm")).isFalse();
    }

    @Test
    void aPageThatEndsWithTheTimeIsNotShelved() throws IOException {
        PageStore store = looked("a");

        store.shelve("/x", store.stamp(), page("front").keptFor(Duration.ofMinutes(1)));

        assertThat(files()).isEmpty();
    }

    private PageStore looked(String identity) throws IOException {
        return looked(identity, ENOUGH);
    }

    private PageStore looked(String identity, long mostBytes) throws IOException {
        PageStore store = open(identity, mostBytes);
        store.saw(SEEN);
        return store;
    }

    private PageStore open(String identity) throws IOException {
        return open(identity, ENOUGH);
    }

    private PageStore open(String identity, long mostBytes) throws IOException {
        var store = new PageStore(1 << 20, InstantSource.system());
        opened.add(store);
        store.openShelf(folder, identity, mostBytes);
        return store;
    }

    private static void shelve(PageStore store, String address, String... keys) {
        store.shelve(address, store.stamp(), page(keys));
    }

    private static Page page(String... keys) {
        return Page.html("<p>Kein Schiff läuft aus.</p>".repeat(20), Set.of(keys));
    }

    /// The pages' files.
    private List<Path> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("stamps"))
                    .toList();
        } catch (IOException | UncheckedIOException moving) {
            throw new AssertionError(moving);
        }
    }
}
