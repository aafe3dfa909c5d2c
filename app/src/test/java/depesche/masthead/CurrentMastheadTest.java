package depesche.masthead;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Actor;
import depesche.config.Settings;
import depesche.db.Notices;
import depesche.testing.TestClock;
import depesche.testing.TestDatabase;
import depesche.testing.Waiting;
import depesche.web.PageChanges;
import depesche.web.PageStore;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What stands at the head of the paper, on two nodes of it.
class CurrentMastheadTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private static final Settings.Site FIRST =
            new Settings.FirstSite("The Lantern", Locale.ENGLISH, ZoneId.of("Europe/Berlin"));
    private static final Actor ADA = Actor.program("Ada");

    private final TestClock clock = TestClock.at("2026-03-01T08:00:00Z");
    private final PageStore here = new PageStore(1 << 20, clock);
    private final PageStore there = new PageStore(1 << 20, clock);
    private final PageChanges changesHere = new PageChanges(db.database(), here);
    private final PageChanges changesThere = new PageChanges(db.database(), there);
    private final CurrentMasthead headHere = CurrentMasthead.of(db.database(), FIRST, changesHere);
    private final CurrentMasthead headThere = CurrentMasthead.of(db.database(), FIRST, changesThere);
    private final Redesigning redesigning = new Redesigning(FIRST, changesHere, clock);

    @AfterEach
    void close() {
        here.close();
        there.close();
        db.database().change(tx -> tx.execute("delete from masthead"));
    }

    @Test
    void anotherNodeKnowsItBeforeItDropsItsPages() {
        List<String> known = new ArrayList<>();
        there.tell(_ -> known.add(headThere.name()));
        try (var notices = new Notices(db.address())) {
            changesThere.follow(notices);
            notices.start();
            Waiting.until("it listens", () -> !known.isEmpty());
            known.clear();

            set(1, draft("The Beacon"));
            assertThat(headHere.name()).isEqualTo("The Beacon");

            Waiting.until("it heard", () -> !known.isEmpty());
            assertThat(known).containsOnly("The Beacon");
        }
    }

    @Test
    void oneOfSeveralAtOnceHolds() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<RedesignResult>> acts = IntStream.range(0, 8)
                    .<Callable<RedesignResult>>mapToObj(i -> () -> set(1, draft("Name " + i)))
                    .toList();
            int set = 0;
            for (var act : threads.invokeAll(acts)) {
                set += act.get() instanceof RedesignResult.Set ? 1 : 0;
            }
            assertThat(set).isEqualTo(1);
        }
        assertThat(db.database().read(redesigning::current).version()).isEqualTo(2);
    }

    @Test
    void undoingGoesBackStepByStepToWhatTheSettingsSaid() {
        set(1, draft("A"));
        set(2, draft("B"));

        assertThat(undo(3)).isEqualTo("A");
        assertThat(undo(4)).isEqualTo("The Lantern");
        assertThat(undo(5)).isEqualTo("nothing");
        set(5, draft("C"));
        assertThat(undo(6)).isEqualTo("The Lantern");
    }

    @Test
    void theSameAgainIsNoNewVersion() {
        set(1, draft("A"));
        assertThat(set(2, draft("  A ")))
                .isInstanceOfSatisfying(
                        RedesignResult.Set.class,
                        done -> assertThat(done.masthead().version()).isEqualTo(2));
    }

    @Test
    void everyFaultIsFoundAtOnce() {
        String endless = "x".repeat(50_001);
        var texts = new HouseTexts(new HouseText(endless, ""), HouseText.NONE, new HouseText("", endless));

        assertThat(set(1, new Draft("\u200f\u2066\u2069 ", "klingon!", "Mars/Olympus", texts)))
                .isInstanceOfSatisfying(
                        RedesignResult.Faulty.class,
                        faulty -> assertThat(faulty.faults())
                                .extracting(fault -> fault.field() + " " + fault.code())
                                .containsExactly(
                                        "name missing",
                                        "language unknown-language",
                                        "timeZone unknown-time-zone",
                                        "imprint.de too-long",
                                        "about.en too-long"));
        assertThat(set(1, draft("🗞️".repeat(41)))).isInstanceOf(RedesignResult.Faulty.class);
        assertThat(set(1, draft("🗞️".repeat(40)))).isInstanceOf(RedesignResult.Set.class);
    }

    private RedesignResult set(int seen, Draft draft) {
        return db.database().write(tx -> redesigning.set(tx, seen, draft, ADA));
    }

    private String undo(int seen) {
        return switch (db.database().write(tx -> redesigning.undo(tx, seen, ADA))) {
            case RedesignResult.Set(var masthead) -> masthead.name();
            case RedesignResult.NothingBefore _ -> "nothing";
            case RedesignResult.Faulty _, RedesignResult.SetSince _ -> "not at all";
        };
    }

    private static Draft draft(String name) {
        return new Draft(name, "en", "Europe/Berlin", HouseTexts.NONE);
    }
}
