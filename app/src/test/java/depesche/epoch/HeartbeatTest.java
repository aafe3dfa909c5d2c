package depesche.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.epoch.Hold.Why;
import depesche.testing.TestClock;
import depesche.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private boolean isAnythingDue = true;
    private final TestClock clock = TestClock.at("2026-03-01T08:00:00Z");

    @TempDir
    private Path folder;

    @TempDir
    private Path otherFolder;

    @TempDir
    private Path thirdFolder;

    @BeforeEach
    void beginAnew() {
        execute("delete from newsroom");
        execute("insert into newsroom default values");
    }

    @Test
    void aNewsroomThatGoesOnIsNotHeld() {
        beat(folder);
        beat(folder);
        beat(otherFolder);

        assertThat(hold()).isEmpty();
        assertThat(Seen.in(folder)).isPresent();
    }

    @Test
    void anOlderStateOfTheDatabaseIsHeldUntilSomebodyDecides() {
        beat(folder);
        execute("update newsroom set beat_at = beat_at - interval '5 minutes'");

        beat(folder);

        Hold hold = hold().orElseThrow();
        assertThat(hold.why()).isEqualTo(Why.ELSEWHERE);
        assertThat(hold.since()).isEqualTo(clock.instant());
        goOn(hold);
        beat(folder);
        assertThat(hold()).isEmpty();
    }

    @Test
    void anotherDatabaseIsHeldUntilSomebodyDecides() {
        beat(folder);
        execute("update newsroom set epoch = gen_random_uuid()");

        beat(folder);

        assertThat(hold().map(Hold::why)).contains(Why.ELSEWHERE);
        goOn(hold().orElseThrow());
        beat(folder);
        assertThat(hold()).isEmpty();
    }

    @Test
    void anHourOfSilenceIsHeldAndLessIsNot() {
        beat(folder);
        execute("update newsroom set beat_at = now() - interval '59 minutes'");
        beat(otherFolder);
        assertThat(hold()).isEmpty();

        execute("update newsroom set beat_at = now() - interval '61 minutes'");
        beat(thirdFolder);

        assertThat(hold().map(Hold::why)).contains(Why.SILENT);
    }

    @Test
    void anHourOfSilenceInWhichNothingFellDueIsPassedOver() {
        isAnythingDue = false;
        execute("update newsroom set beat_at = now() - interval '61 minutes'");

        beat(folder);
        beat(folder);

        assertThat(hold()).isEmpty();
        assertThat(Seen.in(folder)).isPresent();
    }

    @Test
    void anOlderStateOfTheDatabaseIsHeldThoughNothingIsDueInIt() {
        isAnythingDue = false;
        beat(folder);
        execute("update newsroom set beat_at = beat_at - interval '2 hours'");

        beat(folder);

        assertThat(hold().map(Hold::why)).contains(Why.ELSEWHERE);
    }

    @Test
    void aMachineThatWasSetBackWithItsFolderIsHeldForItsSilence() {
        execute("update newsroom set beat_at = now() - interval '61 minutes'");

        beat(folder);

        assertThat(hold().map(Hold::why)).contains(Why.SILENT);
        goOn(hold().orElseThrow());
        beat(folder);
        assertThat(hold()).isEmpty();
    }

    @Test
    void aNodeThatSleptThroughARestoreDoesNotHoldAgainWhatWasDecided() {
        beat(folder);
        beat(otherFolder);
        db.database().change(tx -> Epochs.restored(tx, clock.instant(), clock.instant()));
        beat(folder);
        assertThat(hold().map(Hold::why)).contains(Why.RESTORED);
        goOn(hold().orElseThrow());
        beat(folder);

        beat(otherFolder);

        assertThat(hold()).isEmpty();
    }

    @Test
    void aDecisionOnAnEarlierHoldDoesNotEndALaterOne() {
        db.database().change(tx -> Epochs.restored(tx, clock.instant(), clock.instant()));
        Hold earlier = hold().orElseThrow();
        clock.advance(Duration.ofMinutes(1));
        db.database().change(tx -> Epochs.restored(tx, clock.instant(), clock.instant()));

        goOn(earlier);

        assertThat(hold()).isPresent();
    }

    private void beat(Path data) {
        new Heartbeat(db.database(), data, _ -> isAnythingDue, clock).beat();
    }

    private static void goOn(Hold hold) {
        db.database().change(tx -> Epochs.send(tx, hold));
    }

    private static Optional<Hold> hold() {
        return db.database().read(Epochs::hold);
    }

    private static void execute(String sql) {
        db.database().change(tx -> tx.execute(sql));
    }
}
