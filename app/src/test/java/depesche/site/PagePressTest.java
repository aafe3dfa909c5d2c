package depesche.site;

import static depesche.testing.TestPaper.text;
import static org.assertj.core.api.Assertions.assertThat;

import depesche.article.Article;
import depesche.config.Settings;
import depesche.db.Notices;
import depesche.masthead.Masthead;
import depesche.testing.TestPaper;
import depesche.testing.TestSettings;
import depesche.testing.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PagePressTest {

    @RegisterExtension
    static final TestPaper paper = new TestPaper();

    private static final Settings SETTINGS = TestSettings.of(Map.of());

    @TempDir
    Path folder;

    @Test
    void pagesLieReadyBeforeTheyAreAskedForAsLongAsTheyAreOut() throws IOException {
        paper.topic("hafen", "Hafen", "Harbour", "");
        Article old = paper.publish(text("Sturm", "hafen"));
        paper.store.openShelf(folder, "one", 1 << 24);
        try (var notices = new Notices(paper.postgres());
                var press = SiteRoutes.of(
                                SETTINGS, () -> Masthead.first(SETTINGS.site()), paper.database(), paper.store)
                        .press(Duration.ZERO)) {
            paper.changes.follow(notices);
            notices.start();
            press.start();

            isReady("/" + old.id().value() + "/sturm");
            isReady("/");
            Article fresh = paper.publish(text("Flaute", "hafen"));
            isReady("/" + fresh.id().value() + "/flaute");
            saysTheSame("/" + fresh.id().value() + "/flaute");
            isReady("/");
            assertThat(paper.get("/").body()).contains("Flaute");

            paper.topic("markt", "Markt", "Market", "");
            isReady("/" + old.id().value() + "/sturm");

            paper.kill(old);
            Waiting.until("it is off the disk", () -> files() == 2);
            assertThat(paper.get("/" + old.id().value() + "/sturm").statusCode())
                    .isEqualTo(410);
        }
    }

    private static void isReady(String address) {
        Waiting.until(address + " is ready", () -> paper.store.isShelved(address));
    }

    /// The page from the disk, the page made anew, and the page from memory.
    private static void saysTheSame(String address) {
        var shelved = paper.get(address);
        assertThat(shelved.statusCode()).isEqualTo(200);
        assertThat(shelved.body()).contains("Flaute");
        assertThat(paper.store.stands(address)).isFalse();
        var again = paper.get(address);
        assertThat(paper.store.stands(address)).isTrue();
        var third = paper.get(address);
        assertThat(again.body()).isEqualTo(shelved.body()).isEqualTo(third.body());
        assertThat(shelved.headers().firstValue("ETag"))
                .isEqualTo(again.headers().firstValue("ETag"))
                .isEqualTo(third.headers().firstValue("ETag"));
        assertThat(third.headers().map().keySet())
                .containsAll(shelved.headers().map().keySet());
        var known = paper.get(
                address, "If-None-Match", shelved.headers().firstValue("ETag").orElseThrow());
        assertThat(known.statusCode()).isEqualTo(304);
    }

    private long files() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("stamps"))
                    .count();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
