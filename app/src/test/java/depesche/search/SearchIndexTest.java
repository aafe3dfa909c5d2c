package depesche.search;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.article.Amendment;
import depesche.article.Article;
import depesche.db.Notices;
import depesche.db.PostgresAddress;
import depesche.testing.TestDatabase;
import depesche.testing.TestPaper;
import depesche.testing.Waiting;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SearchIndexTest {

    private static final int MANY = 12_000;

    @RegisterExtension
    static final TestPaper paper = new TestPaper();

    @RegisterExtension
    static final TestDatabase elsewhere = TestDatabase.fresh();

    @TempDir
    Path data;

    @TempDir
    Path fresh;

    @BeforeAll
    static void topics() {
        paper.topic("hafen", "Hafen", "Harbour", "");
        paper.publish(TestPaper.text("Der Anfang", "hafen"));
    }

    @Test
    void whatIsPublishedIsFoundOnEveryNode() {
        try (var here = new Node(data);
                var there = new Node(fresh)) {
            Article article = paper.publish(TestPaper.text("Zwillingsboje gesichtet", "hafen"));

            here.awaitFound("Zwillingsboje", article);
            there.awaitFound("Zwillingsboje", article);
        }
    }

    @Test
    void whatWasKilledIsGoneOnEveryNode() {
        Article article = paper.publish(TestPaper.text("Irrlicht gesichtet", "hafen"));
        try (var here = new Node(data);
                var there = new Node(fresh)) {
            here.awaitFound("Irrlicht", article);
            there.awaitFound("Irrlicht", article);

            paper.kill(article);

            Waiting.until("gone here", () -> here.numbers("Irrlicht").isEmpty());
            Waiting.until("gone there", () -> there.numbers("Irrlicht").isEmpty());
        }
    }

    @Test
    void aNodeThatWasAwayFollowsByItself() {
        Article killed = paper.publish(TestPaper.text("Wird widerrufen", "hafen"));
        Article corrected = paper.publish(TestPaper.text("Wird berichtigt", "hafen"));
        new Node(data).awaitWhole().close();
        paper.kill(killed);
        paper.amend(
                corrected,
                new Amendment.Correction("Der Name war falsch", TestPaper.text("Ist berichtigt worden", "hafen")));
        paper.publish(TestPaper.text("Kam hinzu", "hafen"));

        assertIsLikeAFreshOne();
    }

    @Test
    void killedInTheMiddleItBecomesWhatAFreshOneIs() throws Exception {
        paper.database().change(tx -> tx.execute(ManyArticles.INSERT, MANY));
        Process node = MortalIndex.start(paper.postgres(), data);
        Waiting.until("a part of it is safe", () -> isCommitted(data.resolve("search")));
        node.destroyForcibly();
        assertThat(node.waitFor(1, TimeUnit.MINUTES)).isTrue();

        assertIsLikeAFreshOne();
        paper.database().change(tx -> tx.execute(ManyArticles.SPIKE));
    }

    private static boolean isCommitted(Path folder) {
        return files(folder).anyMatch(file -> file.getFileName().toString().startsWith("segments_"));
    }

    @Test
    void aDamagedIndexIsBuiltAnew() throws IOException {
        List<Consumer<Path>> damages = List.of(
                folder -> overwrite(largest(folder)),
                folder -> truncate(largest(folder)),
                folder -> delete(largest(folder)),
                folder -> files(folder)
                        .filter(file -> file.getFileName().toString().startsWith("segments_"))
                        .forEach(SearchIndexTest::overwrite),
                folder -> files(folder)
                        .filter(file -> file.getFileName().toString().startsWith("segments_"))
                        .forEach(SearchIndexTest::truncate));
        for (Consumer<Path> damage : damages) {
            new Node(data).awaitWhole().close();
            damage.accept(data.resolve("search"));

            assertIsLikeAFreshOne();
        }
    }

    @Test
    void theIndexOfAnotherDatabaseIsNotBelieved() {
        new Node(data).awaitWhole().close();

        try (var other = new Node(data, elsewhere.address(), new SearchIndex(elsewhere.database(), data))) {
            other.awaitWhole();
            assertThat(Shelved.count(other.index)).isZero();
        }
    }

    @Test
    void theIndexOfTheLifeBeforeARestoreIsNotBelieved() {
        new Node(data).awaitWhole().close();
        paper.database().change(tx -> {
            tx.execute("alter table article disable trigger article_note_change");
            tx.execute("update article set state = 'spiked', published_at = null where state = 'published'"
                    + " and id = (select min(id) from article where state = 'published')");
            tx.execute("alter table article enable trigger article_note_change");
            tx.execute("update newsroom set epoch = gen_random_uuid()");
        });

        assertIsLikeAFreshOne();
    }

    @Test
    void anIndexThatKnowsMoreThanItsDatabaseIsNotBelieved() {
        var now = new Moment("lantern", "100:100:");

        assertThat(new Watermark("lantern", "90:120:95", Optional.empty()).leadsTo(now))
                .isTrue();
        assertThat(new Watermark("lantern", "101:120:", Optional.empty()).leadsTo(now))
                .isFalse();
        assertThat(new Watermark("other", "90:90:", Optional.empty()).leadsTo(now))
                .isFalse();
        assertThat(Watermark.read(Map.of("form", "0", "identity", "lantern", "snapshot", "1:1:")))
                .isEmpty();
    }

    @Test
    void otherTopicsAloneAreAChange() {
        paper.topic("werft", "Werft", "Shipyard", "");
        Article article = paper.publish(TestPaper.text("Kielschwein gelegt", "hafen"));
        try (var node = new Node(data)) {
            node.awaitFound("Kielschwein topic:hafen", article);

            paper.database().change(tx -> {
                tx.execute(
                        "delete from article_topic where article_id = ?",
                        article.id().value());
                tx.execute(
                        "insert into article_topic select ?, id, 1 from topic where slug = 'werft'",
                        article.id().value());
                paper.changes.record(tx, Set.of("topic:1"));
            });

            node.awaitFound("Kielschwein topic:werft", article);
            assertThat(node.numbers("Kielschwein topic:hafen")).isEmpty();
        }
    }

    private void assertIsLikeAFreshOne() {
        try (var old = new Node(data);
                var anew = new Node(fresh)) {
            old.awaitWhole();
            anew.awaitWhole();
            assertThat(Shelved.in(old.index)).isEqualTo(Shelved.in(anew.index));
            assertThat(Shelved.count(old.index)).isPositive();
        }
        files(fresh.resolve("search")).forEach(SearchIndexTest::delete);
    }

    private static Stream<Path> files(Path folder) {
        if (!Files.exists(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Path largest(Path folder) {
        return files(folder)
                .max(Comparator.comparingLong(file -> file.toFile().length()))
                .orElseThrow();
    }

    private static void overwrite(Path file) {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() / 2);
            bytes.write("ink was spilled here".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void truncate(Path file) {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(bytes.length() / 2);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// One node's index, following.
    private static final class Node implements AutoCloseable {

        final SearchIndex index;
        private final Notices notices;
        private final Finding finding;

        Node(Path data) {
            this(data, paper.postgres(), new SearchIndex(paper.database(), data));
        }

        Node(Path data, PostgresAddress address, SearchIndex index) {
            this.index = index;
            this.notices = new Notices(address);
            this.finding = new Finding(paper.database(), index, paper.clock);
            index.listen(notices);
            index.start();
            notices.start();
        }

        Node awaitWhole() {
            Waiting.until("the index is whole", index::isWhole);
            return this;
        }

        List<Long> numbers(String words) {
            return finding.newest(Asked.of(words, ZoneOffset.UTC), 100);
        }

        void awaitFound(String words, Article article) {
            Waiting.until(
                    words + " is found",
                    () -> numbers(words).contains(article.id().value()));
        }

        @Override
        public void close() {
            notices.close();
            index.close();
        }
    }
}
