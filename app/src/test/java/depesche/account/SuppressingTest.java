package depesche.account;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Suppression.Why;
import depesche.account.SuppressionAct.Kind;
import depesche.testing.TestClock;
import depesche.testing.TestDatabase;
import depesche.text.EmailAddress;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What people of the newsroom close and lift by hand, and what of it is kept.
class SuppressingTest {

    private static final Actor ADA = new Actor("Ada", Role.ADMIN);
    private static final Actor BO = new Actor("Bo", Role.ADMIN);
    private static final AtomicInteger COUNT = new AtomicInteger();

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private final TestClock clock = TestClock.at("2026-03-01T08:00:00Z");
    private final Readers readers = Readers.of(new Secrets(db.database()));
    private final Suppressing suppressing = new Suppressing(readers, clock);
    private ReaderId ida = new ReaderId(1);

    @BeforeEach
    void aReader() {
        var address = new EmailAddress("ida" + COUNT.incrementAndGet() + "@reader.example");
        var reader = new NewReader(address, Locale.GERMAN, ZoneId.of("Europe/Berlin"));
        ida = db.database().write(tx -> readers.enrol(tx, reader, clock.instant()));
    }

    @Test
    void whoDidItWhenAndWhyIsKeptForBothActs() {
        assertThat(close(" Per Telefon,\nam Montag ", ADA)).isEqualTo(new SuppressResult.Done());
        var closed = clock.instant();
        clock.advance(Duration.ofHours(1));
        assertThat(lift(Why.BY_HAND, "", BO)).isEqualTo(new SuppressResult.Done());

        assertThat(standing()).isEmpty();
        assertThat(acts())
                .containsExactly(
                        new SuppressionAct(Kind.LIFTED, Why.BY_HAND, "", clock.instant(), "Bo"),
                        new SuppressionAct(Kind.CLOSED, Why.BY_HAND, "Per Telefon, am Montag", closed, "Ada"));
    }

    @Test
    void closedAgainTheFirstActStays() {
        close("Zuerst", ADA);
        close("Noch einmal", BO);

        assertThat(standing().orElseThrow().note()).isEqualTo("Zuerst");
        assertThat(acts()).hasSize(1);
    }

    @Test
    void aComplaintStandsAgainWhenAClosingIsLiftedAndIsLiftedWithANoteOnly() {
        suppress(Why.COMPLAINED, "abuse");
        close("Per Telefon", ADA);
        assertThat(behind().orElseThrow().why()).isEqualTo(Why.COMPLAINED);

        lift(Why.BY_HAND, "", ADA);

        assertThat(standing().orElseThrow().why()).isEqualTo(Why.COMPLAINED);
        assertThat(standing().orElseThrow().note()).isEqualTo("abuse");
        assertThat(behind()).isEmpty();
        assertThat(lift(Why.COMPLAINED, " ", ADA)).isEqualTo(new SuppressResult.NoteMissing());
        assertThat(lift(Why.COMPLAINED, "Ein Versehen, schreibt Ida", ADA)).isEqualTo(new SuppressResult.Done());
        assertThat(standing()).isEmpty();
    }

    @Test
    void whatIsLearnedWhileAReaderIsClosedStandsAfterwards() {
        close("Per Telefon", ADA);

        suppress(Why.BOUNCED, "5.1.1");
        assertThat(standing().orElseThrow().why()).isEqualTo(Why.BY_HAND);
        lift(Why.BY_HAND, "", ADA);

        assertThat(standing().orElseThrow().why()).isEqualTo(Why.BOUNCED);
    }

    @Test
    void whatNobodyHasSeenIsNotLifted() {
        suppress(Why.COMPLAINED, "abuse");

        assertThat(lift(Why.BOUNCED, "Neue Adresse", ADA))
                .isEqualTo(new SuppressResult.Otherwise(standing()))
                .isNotEqualTo(new SuppressResult.Otherwise(Optional.empty()));
        assertThat(standing().orElseThrow().why()).isEqualTo(Why.COMPLAINED);
        assertThat(acts()).isEmpty();
    }

    @Test
    void aClosingNeedsANoteAndAReader() {
        assertThat(close(" \t", ADA)).isEqualTo(new SuppressResult.NoteMissing());
        assertThat(standing()).isEmpty();

        ida = new ReaderId(4711);
        assertThat(close("Per Telefon", ADA)).isEqualTo(new SuppressResult.NoSuchReader());
        assertThat(lift(Why.BY_HAND, "", ADA)).isEqualTo(new SuppressResult.NoSuchReader());
    }

    @Test
    void freshConsentOpensTheAddressButNotWhatPeopleClosed() {
        suppress(Why.BOUNCED, "5.1.1");
        close("Per Telefon", ADA);

        db.database().change(tx -> readers.lift(tx, ida));

        assertThat(standing().orElseThrow().why()).isEqualTo(Why.BY_HAND);
        lift(Why.BY_HAND, "", ADA);
        assertThat(standing()).isEmpty();
    }

    @Test
    void erasureLeavesNothingOfIt() {
        suppress(Why.COMPLAINED, "abuse");
        close("Per Telefon", ADA);

        db.database().change(tx -> readers.erase(tx, readers.byId(tx, ida).orElseThrow()));

        assertThat(acts()).isEmpty();
        assertThat(behind()).isEmpty();
    }

    private SuppressResult close(String note, Actor by) {
        return db.database().write(tx -> suppressing.close(tx, ida, note, by));
    }

    private SuppressResult lift(Why why, String note, Actor by) {
        return db.database().write(tx -> suppressing.lift(tx, ida, why, note, by));
    }

    private void suppress(Why why, String note) {
        db.database().change(tx -> readers.suppress(tx, ida, new Suppression(clock.instant(), why, note)));
    }

    private Optional<Suppression> standing() {
        return db.database().read(tx -> readers.byId(tx, ida).flatMap(Reader::suppression));
    }

    private Optional<Suppression> behind() {
        return db.database().read(tx -> Readers.behind(tx, ida));
    }

    private List<SuppressionAct> acts() {
        return db.database().read(tx -> SuppressionActs.of(tx, ida));
    }
}
