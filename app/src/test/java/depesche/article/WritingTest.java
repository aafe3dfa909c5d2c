package depesche.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import depesche.account.Actor;
import depesche.account.Role;
import depesche.job.Jobs;
import depesche.testing.TestClock;
import depesche.testing.TestDatabase;
import depesche.topic.NewTopic;
import depesche.topic.TopicMaking;
import depesche.web.Fault;
import depesche.web.PageChanges;
import depesche.web.PageStore;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WritingTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private static final Actor TOM = new Actor("Tom", Role.REPORTER);
    private static final TestClock CLOCK = TestClock.at("2026-03-01T08:00:00Z");

    private final PageChanges changes = new PageChanges(db.database(), new PageStore(1_000_000, CLOCK));
    private final ArticlePages pages = new ArticlePages(changes, () -> ZoneId.of("Europe/Berlin"));
    private final Jobs jobs = new Jobs(CLOCK);
    private final Writing writing = new Writing(db.database(), pages, jobs, () -> Locale.GERMAN, CLOCK);
    private final Publishing publishing = new Publishing(pages, CLOCK);

    @BeforeAll
    static void topics() {
        var making =
                new TopicMaking(db.database(), new PageChanges(db.database(), new PageStore(1_000_000, CLOCK)), CLOCK);
        making.make(new NewTopic("harbour", Map.of("de", "Hafen"), List.of(), Optional.empty()));
        making.make(new NewTopic("cranes", Map.of("de", "Kräne"), List.of(), Optional.of("harbour")));
    }

    @Test
    void anArticleIsSavedCleanWithItsReadingTimeAndTopicsInOrder() {
        SaveResult result = writing.create(
                article("  Sturm <b>schließt</b>\nHafen ", "<p onclick=x>Wort</p><script>x</script>"), TOM);

        Article saved = saved(result);
        assertThat(saved.revision().headline()).isEqualTo("Sturm <b>schließt</b> Hafen");
        assertThat(saved.revision().body().value()).isEqualTo("<p>Wort</p>");
        assertThat(saved.slug()).isEqualTo("sturm-b-schliesst-b-hafen");
        assertThat(saved.revision().readingMinutes()).isEqualTo(1);
        assertThat(saved.revision().topics()).hasSize(2);
        assertThat(saved.state()).isEqualTo(new ArticleState.Draft());
    }

    @Test
    void everyFaultOfASubmissionIsNamedAtOnce() {
        var bad = new Submission(
                " ",
                Optional.of("k".repeat(501)),
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.of("klingonisch"),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(12),
                false,
                Optional.of(CLOCK.instant().plusSeconds(60)),
                Optional.of(CLOCK.instant().plusSeconds(30)),
                false,
                List.of("no-such-topic"),
                Optional.of("no-such-story"),
                Optional.of("999"),
                Optional.of(new Submission.Picture("999", Optional.empty(), Optional.empty(), Optional.empty())),
                Optional.empty());

        SaveResult result = writing.create(bad, TOM);

        assertThat(((SaveResult.Faulty) result).faults())
                .extracting(Fault::field)
                .containsExactlyInAnyOrder(
                        "headline",
                        "kicker",
                        "language",
                        "urgency",
                        "publishAt",
                        "topics",
                        "story",
                        "translationOf",
                        "pictureId");
    }

    @Test
    void whoeverSavesOnAnOldRevisionIsToldAndChangesNothing() {
        Article first = saved(writing.create(article("Sturm", "<p>a</p>"), TOM));
        writing.edit(first.id(), OptionalInt.of(1), article("Sturm zieht ab", "<p>b</p>"), TOM);

        SaveResult late = writing.edit(first.id(), OptionalInt.of(1), article("Flaute", "<p>c</p>"), TOM);

        assertThat(late).isEqualTo(new SaveResult.EditedSince(2, "Tom"));
    }

    @Test
    void twoWritersOfOneExternalIdMakeOneArticle() throws Exception {
        List<Future<SaveResult>> both = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < 4; writer++) {
                both.add(threads.submit(() -> writing.create(named("urn:lantern:1"), TOM)));
            }
        }

        List<SaveResult> results = new ArrayList<>();
        for (Future<SaveResult> one : both) {
            results.add(one.get());
        }
        assertThat(results)
                .filteredOn(result -> result instanceof SaveResult.Saved)
                .hasSize(1);
        assertThat(results)
                .filteredOn(result -> result instanceof SaveResult.ExternalIdTaken)
                .hasSize(3);
    }

    @Test
    void aRevisionIsNeverChanged() {
        Article article = saved(writing.create(article("Sturm", "<p>a</p>"), TOM));

        assertThatThrownBy(() -> db.database()
                        .change(tx -> tx.createUpdate("update revision set headline = 'x' where article_id = :id")
                                .bind("id", article.id().value())
                                .execute()))
                .hasMessageContaining("revision is never changed");
    }

    @Test
    void anArticleWithoutTopicIsNotPublishedAndSaysWhatIsMissing() {
        Article article = saved(writing.create(without("topics"), TOM));

        assertThat(publish(article)).isEqualTo(new PublishResult.Incomplete(List.of("topics")));
    }

    @Test
    void anEmbargoHoldsUntilItsTime() {
        Article article = saved(writing.create(underEmbargo(), TOM));
        assertThat(publish(article))
                .isEqualTo(new PublishResult.UnderEmbargo(CLOCK.instant().plusSeconds(3600)));

        CLOCK.advance(Duration.ofHours(1));

        assertThat(publish(article)).isInstanceOf(PublishResult.Published.class);
    }

    @Test
    void publishedTwiceAtOnceItIsPublishedOnce() throws Exception {
        Article article = saved(writing.create(article("Sturm", "<p>a</p>"), TOM));
        List<Future<PublishResult>> both = new ArrayList<>();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int editor = 0; editor < 4; editor++) {
                both.add(threads.submit(() -> publish(article)));
            }
        }

        int published = 0;
        for (Future<PublishResult> one : both) {
            published += one.get() instanceof PublishResult.Published ? 1 : 0;
        }
        assertThat(published).isEqualTo(1);
    }

    @Test
    void aPublishedArticleStaysCompleteWhenEdited() {
        Article article = saved(writing.create(article("Sturm", "<p>a</p>"), TOM));
        publish(article);

        SaveResult result = writing.edit(article.id(), OptionalInt.empty(), without("topics"), TOM);

        assertThat(((SaveResult.Faulty) result).faults())
                .extracting(Fault::field)
                .containsExactly("topics");
    }

    private PublishResult publish(Article article) {
        return db.database().write(tx -> publishing.publish(tx, article.id()));
    }

    private static Article saved(SaveResult result) {
        assertThat(result).isInstanceOf(SaveResult.Saved.class);
        return ((SaveResult.Saved) result).article();
    }

    private static Submission article(String headline, String body) {
        return submission(headline, body, List.of("cranes", "harbour"), Optional.empty(), Optional.empty());
    }

    private static Submission named(String externalId) {
        return submission("Sturm", "<p>a</p>", List.of("harbour"), Optional.of(externalId), Optional.empty());
    }

    private static Submission without(String what) {
        return submission("Sturm ohne " + what, "<p>a</p>", List.of(), Optional.empty(), Optional.empty());
    }

    private static Submission underEmbargo() {
        return submission(
                "Sturm",
                "<p>a</p>",
                List.of("harbour"),
                Optional.empty(),
                Optional.of(CLOCK.instant().plusSeconds(3600)));
    }

    private static Submission submission(
            String headline,
            String body,
            List<String> topics,
            Optional<String> externalId,
            Optional<java.time.Instant> embargo) {
        return new Submission(
                headline,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                body,
                Optional.of("de"),
                List.of("Tom Okafor"),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                embargo,
                Optional.empty(),
                false,
                topics,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                externalId);
    }
}
