package depesche.search.saved;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.article.Article;
import depesche.article.ArticleId;
import depesche.article.ArticleState;
import depesche.article.Revision;
import depesche.testing.TestDatabase;
import depesche.text.Sanitizer;
import depesche.topic.TopicId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MatchingTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private final Matching matching = new Matching();

    @BeforeEach
    void topics() {
        db.database().change(tx -> {
            tx.execute("truncate saved_search, topic restart identity cascade");
            tx.execute("""
                    insert into topic (slug, parent_id, created_at)
                    values ('water', null, now()), ('harbour', 1, now()), ('weather', null, now())
                    """);
        });
    }

    @Test
    void aSearchIsMetFromTheSnapshotOnThatSeesIt() {
        int before = keep("hafen");
        assertThat(matching()).containsExactly(before);

        int after = keep("kran");
        keep("schach");

        assertThat(matching()).containsExactly(before, after);
    }

    /// The transaction that began first commits last: its search must not be passed over.
    @Test
    void aSearchThatIsCommittedLateIsNotPassedOver() {
        int early = db.database().write(tx -> {
            int number = keep(tx, "hafen");
            assertThat(keep("kran")).isGreaterThan(number);
            assertThat(matching()).containsExactly(number + 1);
            return number;
        });

        assertThat(matching()).containsExactly(early, early + 1);
    }

    @Test
    void aTopicIsMetByTheArticlesOfThoseBelowIt() {
        int water = keep("topic:water");
        keep("hafen -topic:harbour");
        keep("topic:weather");

        assertThat(matching()).containsExactly(water);
    }

    @Test
    void aForgottenSearchIsMetNoMore() {
        int hafen = keep("hafen");
        assertThat(matching()).containsExactly(hafen);

        db.database().change(tx -> SavedSearches.forget(tx, List.of(hafen)));

        assertThat(matching()).isEmpty();
        assertThat(keep("hafen")).isNotEqualTo(hafen);
    }

    @Test
    void aPhraseReachesNeitherIntoTheTextNorIntoTheNextParagraph() {
        keep("\"hafen kran\"");
        keep("\"bei kran ein\"");
        int within = keep("\"großer kran\"");

        assertThat(matching()).containsExactly(within);
    }

    @Test
    void aTitleIsMetByTheHeadlineAlone() {
        int word = keep("title:häfen");
        int phrase = keep("kran title:\"ein hafen\"");
        keep("title:kran");
        keep("title:\"hafen ein\"");
        keep("hafen -title:hafen");

        assertThat(matching()).containsExactly(word, phrase);
    }

    @Test
    void anAuthorIsMetByNameAndBySlug() {
        db.database().change(tx -> tx.execute("""
                insert into author (key, slug, name, made_at) values ('zoë ahl', 'zoe-ahl-2', 'Zoë Ahl', now())
                    on conflict do nothing
                """));
        int name = keep("author:\"Zoe Ahl\"");
        int slug = keep("autor:zoe-ahl-2 kran");
        keep("author:ahl");
        keep("kran -author:zoe-ahl");

        assertThat(matching()).containsExactly(name, slug);
    }

    @Test
    void aSearchInOneLanguageIsMetByArticlesInItAlone() {
        int german = keep("kran language:de");
        int austrian = keep("kran language:de-at");
        keep("kran -language:de");

        assertThat(matching()).containsExactly(german);
        assertThat(matching(matching, article("de-AT"))).containsExactly(german, austrian);
    }

    @Test
    void eachNodeAndEachLanguageKnowsWhatAnotherNodeKeptAndForgot() {
        var other = new Matching();
        int hafen = keep("hafen");
        assertThat(matching(other, article("de"))).containsExactly(hafen);
        int kran = keep("kran");

        assertThat(matching()).containsExactly(hafen, kran);
        db.database().change(tx -> SavedSearches.forget(tx, List.of(hafen)));

        assertThat(matching(other, article("de"))).containsExactly(kran);
        assertThat(matching()).containsExactly(kran);
        assertThat(matching(matching, article("fi"))).containsExactly(kran);
        assertThat(matching(matching, article("tlh"))).containsExactly(kran);
    }

    @Test
    void withoutASearchNothingIsMet() {
        matching.warmUp(db.database());

        assertThat(matching()).isEmpty();
    }

    /// As after a restart of the node: all of them at once. Each but every tenth demands what the article has not.
    @Test
    void ofAHundredThousandSearchesThoseThatAreMetAreFound() {
        db.database().change(tx -> tx.execute("""
                insert into saved_search (text, made_at)
                select 'kran -stein' || n || case when n % 10 = 0 then '' else ' wort' || n end, now()
                  from generate_series(1, 100000) n
                """));

        List<Integer> met = matching();

        assertThat(met).hasSize(10_000).allMatch(number -> number % 10 == 0);
        assertThat(matching()).isEqualTo(met);
    }

    private List<Integer> matching() {
        return matching(matching, article("de"));
    }

    private static List<Integer> matching(Matching node, Article article) {
        return db.database()
                .inSnapshot(tx -> node.matching(tx, article).stream().boxed().toList());
    }

    private static Article article(String language) {
        return new Article(
                new ArticleId(1),
                Optional.empty(),
                "hafen",
                new ArticleState.Published(Instant.EPOCH),
                Locale.forLanguageTag(language),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(),
                revision());
    }

    private static Revision revision() {
        return new Revision(
                1,
                "Ein Hafen",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Sanitizer.clean("<p>Kran steht bei Kran.</p><p>Ein großer Kran.</p>"),
                List.of("Von Zoë Ahl"),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(new TopicId(2)),
                Optional.empty(),
                Optional.empty(),
                1,
                Instant.EPOCH,
                "Ada");
    }

    private static int keep(String typed) {
        return db.database().write(tx -> keep(tx, typed));
    }

    private static int keep(Handle tx, String typed) {
        var text = ((SearchText.Read) SearchText.read(typed)).text();
        return Objects.requireNonNull(
                SavedSearches.keep(tx, List.of(text), Instant.EPOCH).get(text));
    }
}
