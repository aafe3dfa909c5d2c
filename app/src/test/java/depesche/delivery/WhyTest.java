package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.ReaderId;
import depesche.alert.AlertId;
import depesche.alert.ReaderSets;
import depesche.article.Amendment;
import depesche.article.ArticleId;
import depesche.delivery.why.Explaining;
import depesche.delivery.why.Explanation;
import depesche.delivery.why.Silence;
import depesche.delivery.why.WhyWords;
import depesche.follow.Cadence;
import depesche.follow.ReaderWish;
import depesche.testing.SmtpSink;
import depesche.testing.TestDatabase;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Why a reader was told of an article, or was not: for any reader and any article, from what is on record.
class WhyTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final SmtpSink sink = SmtpSink.start();
    private final Lantern lantern = Lantern.open(db);
    private final Explaining explaining = new Explaining(db.database());

    @BeforeEach
    void topics() {
        db.database().change(tx -> tx.execute("""
                truncate topic, article, alert, reader, planning cascade;
                insert into planning (latest) values ('-infinity')
                """));
        lantern.topic("world", "Welt", "World", "")
                .topic("harbour", "Hafen", "Harbour", "world")
                .topic("chess", "Schach", "Chess", "");
    }

    @AfterEach
    void stop() {
        lantern.close();
        sink.close();
    }

    @Test
    void whoWasToldLearnsThePathTheSliceAndTheServersWords() {
        ReaderId ida = reader("ida", "world");
        ReaderId emil = reader("emil", "harbour");
        sink.refuse("emil@reader.example", "552 5.2.2 mailbox full");
        lantern.node(sink, 1);
        ArticleId article = lantern.article("Sturm", "harbour");
        lantern.awaitDone(lantern.publish(article));

        Explanation why = why(ida, article);
        Explanation.Delivered refused =
                why(emil, article).alerts().getFirst().deliveries().getFirst();

        assertThat(why.follows()).hasSize(1);
        assertThat(why.follows().getFirst().reason().slug()).isEqualTo("world");
        assertThat(why.follows().getFirst().reason().below()).hasSize(1);
        assertThat(why.alerts().getFirst().deliveries().getFirst().state()).isEqualTo("accepted");
        assertThat(refused.state()).isEqualTo("refused");
        assertThat(refused.attempts().getFirst().code()).isEqualTo(552);
        assertThat(new WhyWords(Locale.GERMAN, BERLIN).sentences(why))
                .anyMatch(sentence -> sentence.contains("„Welt“") && sentence.contains("dazu gehört Hafen"))
                .anyMatch(sentence -> sentence.contains("per E-Mail übergeben, in Fassung 1"));
        assertThat(new WhyWords(Locale.ENGLISH, BERLIN).sentences(why(emil, article)))
                .anyMatch(sentence -> sentence.contains("Refused by email") && sentence.contains("552 5.2.2"));
    }

    @Test
    void everySilenceHasItsReason() {
        ReaderId chess = reader("chess", "chess");
        ReaderId left = reader("left", "harbour");
        set(left, "ended_at = '2026-02-01'");
        ReaderId breaking = reader("breaking", "chess");
        lantern.follow(breaking, "harbour", Cadence.BREAKING);
        set(breaking, "since = '2026-01-01'");
        ReaderId silent = reader("silent", "harbour");
        lantern.suppress(silent);
        db.database()
                .change(tx ->
                        tx.execute("update reader set suppressed_at = '2026-02-01' where suppressed_at > '-infinity'"));
        ReaderId paused = reader("paused", "harbour");
        lantern.wishes(paused, pausedUntil("2026-04-01T00:00:00Z"), BERLIN);
        ArticleId article = lantern.article("Sturm", "harbour");
        assertThat(why(chess, article).silence()).contains(Silence.NOT_PUBLISHED);
        lantern.publish(article);
        ReaderId late = reader("late", "harbour");
        set(late, "since = '2026-03-02'");
        ArticleId quiet = lantern.article("Leise", "harbour");
        lantern.announcing().publishQuietly(quiet);

        assertThat(silence(chess, article)).contains(Silence.NEVER_FOLLOWED);
        assertThat(silence(late, article)).contains(Silence.FOLLOWED_LATER);
        assertThat(silence(left, article)).contains(Silence.UNFOLLOWED);
        assertThat(silence(breaking, article)).contains(Silence.BREAKING_ONLY);
        assertThat(silence(silent, article)).contains(Silence.SUPPRESSED);
        assertThat(silence(paused, article)).contains(Silence.PAUSED);
        assertThat(why(late, quiet).silence()).contains(Silence.PUBLISHED_QUIETLY);
        assertThat(explaining.of(new ReaderId(99_999), article)).isEmpty();
    }

    @Test
    void aDigestAndAnAlertNotYetDecidedSaySo() {
        ReaderId daily = reader("daily", "chess");
        lantern.follow(daily, "harbour", Cadence.DAILY);
        set(daily, "since = '2026-01-01'");
        ArticleId article = lantern.article("Sturm", "harbour");
        lantern.announcing().publish(article);
        assertThat(silence(daily, article)).contains(Silence.NOT_PLANNED_YET);
        lantern.plan();

        var digest = why(daily, article).alerts().getFirst().digest().orElseThrow();

        assertThat(digest.purpose()).isEqualTo(ReaderSets.Purpose.DAILY);
        assertThat(digest.window()).isEmpty();
        assertThat(new WhyWords(Locale.GERMAN, BERLIN).sentences(why(daily, article)))
                .anyMatch(sentence -> sentence.contains("tägliche Sammelmail"));
    }

    @Test
    void aCorrectionSaysWhoWasToldTheWrongVersion() {
        ReaderId ida = reader("ida", "harbour");
        ReaderId chess = reader("chess", "chess");
        lantern.node(sink, 1);
        ArticleId article = lantern.article("Drei Kräne", "harbour");
        lantern.awaitDone(lantern.publish(article));
        AlertId correction = lantern.amend(
                article, new Amendment.Correction("Es waren zwei.", Lantern.text("Zwei Kräne", "harbour")));
        lantern.awaitPlanned(correction);
        lantern.awaitDone(correction);

        List<Explanation.Told> told = why(ida, article).alerts();

        assertThat(told).hasSize(2);
        assertThat(told.get(1).deliveries().getFirst().attempts().getFirst().revision())
                .isEqualTo(2);
        assertThat(why(chess, article).alerts().get(1).silence()).contains(Silence.NOT_TOLD_WRONG);
    }

    private ReaderId reader(String name, String topic) {
        ReaderId reader = lantern.reader(name + "@reader.example", "de", topic);
        set(reader, "since = '2026-01-01'");
        return reader;
    }

    private static void set(ReaderId reader, String change) {
        db.database().change(tx -> tx.execute("update follow set " + change + " where reader_id = " + reader.value()));
    }

    private static ReaderWish pausedUntil(String end) {
        return new ReaderWish(
                ReaderWish.DEFAULT_HOUR,
                ReaderWish.DEFAULT_DAY,
                Optional.empty(),
                false,
                Optional.of(Instant.parse(end)),
                Optional.empty(),
                true);
    }

    private Explanation why(ReaderId reader, ArticleId article) {
        return explaining.of(reader, article).orElseThrow();
    }

    private Optional<Silence> silence(ReaderId reader, ArticleId article) {
        return why(reader, article).alerts().getFirst().silence();
    }
}
