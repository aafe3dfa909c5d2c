package depesche.follow;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.LinkTokens.AlertLink;
import depesche.account.ReaderId;
import depesche.channel.ChannelKind;
import depesche.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LeavingTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private static final Subject WATER = Subject.topic(1);
    private static final Subject HARBOUR = Subject.topic(2);
    private static final Subject FISHING = Subject.topic(3);
    private static final Subject WEATHER = Subject.topic(4);
    private static final int STORM = 17;

    @TempDir
    private Path mailbox;

    private TestHouse house;
    private ReaderId ida;
    private AlertLink link;

    @BeforeEach
    void idaFollowsWaterHarbourAndWeather() {
        house = new TestHouse(db, mailbox);
        house.openWithTopics();
        ida = house.follows("ida@reader.example", "water", "harbour", "weather");
        link = new AlertLink(STORM, ida);
    }

    @Test
    void oneClickEndsWhatWasAReasonOfThatMailAndNothingElse() {
        var ended = house.leaving.unsubscribe(link, Set.of(HARBOUR, WATER, FISHING));

        assertThat(ended).containsExactlyInAnyOrder(HARBOUR, WATER);
        assertThat(house.followed(ida)).containsExactly("weather");
    }

    @Test
    void theSecondClickEndsNothingMoreAndStillKnowsWhatEnded() {
        house.leaving.unsubscribe(link, Set.of(HARBOUR, WATER));

        assertThat(house.leaving.unsubscribe(link, Set.of(HARBOUR, WATER))).isEmpty();
        assertThat(house.leaving.endedThrough(link)).containsExactly(WATER, HARBOUR);
    }

    @Test
    void undoBeginsAgainExactlyWhatThatLinkHasEnded() {
        house.leaving.leave(ida, Set.of(WATER));
        house.leaving.unsubscribe(link, Set.of(HARBOUR, WATER));
        house.leaving.unsubscribeFromAll(link);

        var begun = house.leaving.undo(link);

        assertThat(begun).containsExactlyInAnyOrder(HARBOUR, WEATHER);
        assertThat(house.followed(ida)).containsExactly("harbour", "weather");
        assertThat(house.leaving.undo(link)).isEmpty();
    }

    @Test
    void theLinkOfAnotherMailUndoesNothing() {
        house.leaving.unsubscribe(link, Set.of(HARBOUR));

        house.leaving.undo(new AlertLink(STORM + 1, ida));
        house.leaving.undo(new AlertLink(STORM, new ReaderId(ida.value() + 1)));

        assertThat(house.followed(ida)).containsExactly("water", "weather");
    }

    @Test
    void undoDoesNotBringBackWhoWasErased() {
        house.leaving.unsubscribe(link, Set.of(HARBOUR));
        house.erasing.erase(ida);

        assertThat(house.leaving.undo(link)).isEmpty();
    }

    @Test
    void erasureLeavesANumberAndAHash() {
        house.erasing.erase(ida);

        assertThat(house.count("select count(*) from consent")).isZero();
        assertThat(house.count("select count(*) from follow_request")).isZero();
        assertThat(house.count("select count(*) from follow where ended_at is null"))
                .isZero();
        assertThat(house.count("select count(*) from reader where email is null and length(erased_hash) = 32"))
                .isOne();
        assertThat(new FollowIndex(db.database())
                        .refresh()
                        .silenced(ChannelKind.PUSH)
                        .toArray())
                .containsExactly(ida.value());
        assertThat(house.erasing.erase(ida)).isFalse();
    }

    @Test
    void anOverviewNamesWhatIsFollowedAndWhatThatIncludes() {
        var overview = new ReaderOverviews(db.database(), house.readers)
                .of(TestHouse.address("ida@reader.example"))
                .orElseThrow();

        assertThat(overview.follows())
                .extracting(follow -> follow.topic().slug())
                .containsExactly("water", "harbour", "weather");
        assertThat(overview.follows().getFirst().included())
                .extracting(topic -> topic.slug())
                .containsExactly("fishing", "harbour");
        assertThat(overview.consents()).hasSize(1);
    }
}
