package depesche.follow;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.LinkTokens.AlertLink;
import depesche.account.ReaderId;
import depesche.testing.TestDatabase;
import depesche.text.EmailAddress;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FollowingSearchesTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    @TempDir
    private Path mailbox;

    private TestHouse house;
    private final List<RefusedLine> refused = new ArrayList<>();
    private ReaderOverviews overviews;

    @BeforeEach
    void openHouse() {
        house = new TestHouse(db, mailbox);
        house.openWithTopics();
        overviews = new ReaderOverviews(db.database(), house.readers);
    }

    @Test
    void aSearchIsFollowedOnceTheMailboxHasConfirmedIt() {
        house.askForSearches("ida@reader.example", "Neuer  Hafen");
        house.settle();

        assertThat(house.mails().getFirst().text())
                .contains("über neue Artikel zu diesen Suchen bekommt", "Suche „neuer hafen“");
        assertThat(house.count("select count(*) from saved_search")).isZero();

        var confirmed = (ConfirmResult.Confirmed) house.following.confirm(house.lastToken());

        assertThat(confirmed.topics()).containsExactly("Suche „neuer hafen“");
        assertThat(searches(confirmed.reader())).containsExactly("neuer hafen");
    }

    @Test
    void equalSearchesOfTwoReadersAreOne() {
        var ida = house.followsSearches("ida@reader.example", "hafen -oper", "kai");
        var tom = house.followsSearches("tom@reader.example", "HAFEN  -Oper");

        assertThat(house.count("select count(*) from saved_search")).isEqualTo(2);
        assertThat(new FollowIndex(db.database()).refresh().readersOf(Set.of(Subject.search(number("hafen -oper")))))
                .containsExactly(ida.value(), tom.value());
    }

    @Test
    void askedAgainTheMailSaysThatItIsFollowedAlready() {
        house.followsSearches("ida@reader.example", "hafen");

        house.askForSearches("ida@reader.example", "hafen");
        house.settle();

        assertThat(house.mails().getFirst().text()).contains("/me/").doesNotContain("/follow/confirm/");
    }

    @Test
    void oneClickEndsTheSearchThatWasAReasonAndUndoBeginsItAgain() {
        var ida = house.followsSearches("ida@reader.example", "hafen", "kai");
        var link = new AlertLink(1, ida);

        house.leaving.unsubscribe(link, Set.of(Subject.search(number("hafen")), Subject.topic(1)));

        assertThat(searches(ida)).containsExactly("kai");

        house.leaving.undo(link);

        assertThat(searches(ida)).containsExactlyInAnyOrder("hafen", "kai");
    }

    @Test
    void anErasedReadersSearchesAreForgottenUnlessOthersFollowThem() {
        var ida = house.followsSearches("ida@reader.example", "ida lorenz", "hafen");
        house.followsSearches("tom@reader.example", "hafen");

        house.erasing.erase(ida);

        assertThat(house.count("select count(*) from saved_search where text = 'ida lorenz'"))
                .isZero();
        assertThat(house.count("select count(*) from saved_search where text = 'hafen'"))
                .isOne();
        assertThat(searches(house.followsSearches("eva@reader.example", "ida lorenz")))
                .containsExactly("ida lorenz");
    }

    @Test
    void anImportBringsSearchesAndAgainChangesNothing() {
        String line = """
                {"email": "ida@reader.example", "follows": [{"query": "Hafen  -Oper", "cadence": "daily"},\
                 {"topic": "harbour", "cadence": "instant"}], "consent": {"at": "2026-01-02T00:00:00Z", "source": "list"}}
                """;
        assertThat(take(line)).isEqualTo(new ImportTally(1, 0, 0, 0));
        assertThat(take(line)).isEqualTo(new ImportTally(0, 0, 1, 0));

        var ida = db.database()
                .read(tx -> house.readers.byEmail(tx, new EmailAddress("ida@reader.example")))
                .orElseThrow();
        assertThat(searches(ida.id())).containsExactly("hafen -oper");
        assertThat(house.followed(ida.id())).containsExactly("harbour");
    }

    @Test
    void anImportRefusesASearchThatCannotBeFollowed() {
        assertThat(take("""
                {"email": "ida@reader.example", "follows": [{"query": "-oper", "cadence": "daily"}],\
                 "consent": {"at": "2026-01-02T00:00:00Z", "source": "list"}}
                """)).isEqualTo(new ImportTally(0, 0, 0, 1));
        assertThat(refused)
                .singleElement()
                .satisfies(line -> assertThat(line.why()).contains("query", "a word that must"));
    }

    private ImportTally take(String line) {
        return house.imports.run(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)), refused::add);
    }

    private List<String> searches(ReaderId reader) {
        return overviews.of(reader).orElseThrow().searches().stream()
                .map(ReaderOverview.FollowedSearch::text)
                .toList();
    }

    private int number(String text) {
        return db.database()
                .read(tx -> tx.createQuery("select id from saved_search where text = :text")
                        .bind("text", text)
                        .mapTo(Integer.class)
                        .one());
    }
}
