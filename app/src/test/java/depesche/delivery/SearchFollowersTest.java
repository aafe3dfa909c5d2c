package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import depesche.account.ReaderId;
import depesche.alert.Alert;
import depesche.alert.AlertId;
import depesche.alert.PlanAlert;
import depesche.alert.Planning;
import depesche.article.Amendment;
import depesche.delivery.why.Explaining;
import depesche.delivery.why.WhyWords;
import depesche.follow.Cadence;
import depesche.follow.FollowIndex;
import depesche.search.saved.Matching;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Received;
import depesche.testing.TestDatabase;
import depesche.testing.Waiting;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Who follows a search is told of what it meets, once, whatever else they follow.
class SearchFollowersTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private final SmtpSink sink = SmtpSink.start();
    private final Lantern lantern = Lantern.open(db);
    private final Seeking seeking = new Seeking(lantern);
    private ReaderId search = new ReaderId(1);

    @BeforeEach
    void readers() {
        db.database()
                .change(tx -> tx.execute("truncate reader, topic, article, saved_search restart identity cascade"));
        lantern.topic("water", "Wasser", "Water", "").topic("harbour", "Hafen", "Harbour", "water");
        var both = lantern.reader("both@reader.example", "de", "harbour");
        seeking.follow(both, "sturm", Cadence.INSTANT);
        seeking.follow(both, "sturm topic:water", Cadence.INSTANT);
        search = lantern.reader("search@reader.example", "de");
        seeking.follow(search, "\"sturm schließt\"", Cadence.INSTANT);
        seeking.follow(lantern.reader("excluding@reader.example", "de"), "sturm -topic:water", Cadence.INSTANT);
        seeking.follow(lantern.reader("other@reader.example", "en"), "schach", Cadence.INSTANT);
        seeking.follow(lantern.reader("daily@reader.example", "en"), "sturm", Cadence.DAILY);
    }

    @AfterEach
    void stop() {
        lantern.close();
        sink.close();
    }

    @Test
    void aReaderOfTopicAndSearchesGetsOneMailThatNamesThem() {
        lantern.node(sink, 4);

        AlertId alert = lantern.publish("Sturm schließt Hafen", "harbour");
        var report = lantern.awaitDone(alert);

        assertThat(report.counts().accepted()).isEqualTo(2);
        assertThat(sink.received())
                .extracting(Received::recipient)
                .containsExactlyInAnyOrder("both@reader.example", "search@reader.example");
        assertThat(text("both@reader.example"))
                .contains("weil Sie diesen Themen und Suchen folgen", "- Hafen\n", "- Suche „sturm“", "topic:water");
        assertThat(text("search@reader.example"))
                .contains("weil Sie diesen Suchen folgen", "- Suche „\"sturm schließt\"“")
                .doesNotContain("- Hafen");
    }

    @Test
    void theReachIsWhatIsPlanned() {
        var article = lantern.article("Sturm schließt Hafen", "harbour");

        var reach = lantern.reach(article);

        assertThat(reach.readers()).isEqualTo(3);
        assertThat(reach.digest()).isOne();
        assertThat(reach.overlapping()).isOne();
        AlertId alert = lantern.publish(article);
        assertThat(lantern.alerts().byId(alert).orElseThrow().planned()).isEqualTo(3);
    }

    @Test
    void whoLeavesTheSearchWhileItsMailWaitsGetsNone() {
        var late = lantern.reader("late@reader.example", "de");
        seeking.follow(late, "flut", Cadence.INSTANT);
        AlertId alert = lantern.publish("Flut im Hafen", "harbour");
        seeking.leave(late, "flut");

        lantern.node(sink, 1);
        lantern.awaitDone(alert);

        assertThat(sink.received()).extracting(Received::recipient).containsExactly("both@reader.example");
    }

    /// Who is told again need not follow anything of it: nobody learns what others seek.
    @Test
    void aCorrectionGoesToThoseWhoWereToldAndNamesTheirOwnSearchesAlone() {
        lantern.node(sink, 4);
        var article = lantern.article("Sturm schließt Hafen", "harbour");
        lantern.awaitDone(lantern.publish(article));
        seeking.leave(search, "\"sturm schließt\"");
        seeking.follow(search, "schach", Cadence.INSTANT);

        AlertId correction = lantern.amend(
                article,
                new Amendment.Correction("Er schließt ihn nicht.", Lantern.text("Sturm streift Hafen", "harbour")));
        lantern.awaitPlanned(correction);
        lantern.awaitDone(correction);

        assertThat(sink.receivedBy("search@reader.example")).hasSize(2);
        assertThat(sink.receivedBy("search@reader.example").getLast().message())
                .contains("harbour.topics.lantern.example");
        assertThat(text("search@reader.example")).doesNotContain("Suche „");
        assertThat(text("both@reader.example")).contains("- Suche „sturm“");
    }

    @Test
    void aPlannerThatDiesInTheMiddleLeavesNothingAndTheNextPlansAllOfIt() {
        AlertId alert = lantern.announcing()
                .publish(lantern.article("Sturm schließt Hafen", "harbour"))
                .alert()
                .orElseThrow();
        var mortal = new Planning(
                db.database(),
                new FollowIndex(db.database()),
                new Matching(),
                (_, _) -> {
                    throw new IllegalStateException("killed");
                },
                lantern.clock());

        assertThatThrownBy(() -> mortal.plan(new PlanAlert(alert.value()))).hasMessage("killed");
        assertThat(lantern.alerts().byId(alert).orElseThrow().subjects())
                .allMatch(subject -> subject.searchId().isEmpty());
        lantern.plan();

        var planned = lantern.alerts().byId(alert).orElseThrow();
        assertThat(planned.planned()).isEqualTo(3);
        assertThat(planned.subjects().stream().filter(it -> it.searchId().isPresent()))
                .hasSize(3);
    }

    @Test
    void anEditTellsAsNewThoseWhoseSearchItMakesTheArticleMeet() {
        lantern.node(sink, 4);
        var article = lantern.article("Sturm schließt Hafen", "harbour");
        lantern.awaitDone(lantern.publish(article));
        seeking.follow(lantern.reader("late@reader.example", "de"), "sturm", Cadence.INSTANT);
        seeking.follow(lantern.reader("chess@reader.example", "de"), "hafen topic:chess", Cadence.INSTANT);
        lantern.topic("chess", "Schach", "Chess", "");

        AlertId update = lantern.amend(
                article,
                new Amendment.Update(Optional.empty(), Lantern.text("Sturm schließt Hafen", "harbour", "chess")));
        lantern.awaitPlanned(update);
        lantern.awaitDone(update);

        Waiting.until("told", () -> !sink.receivedBy("chess@reader.example").isEmpty());
        assertThat(text("chess@reader.example")).contains("hafen topic:chess");
        List<Integer> planned = db.database()
                .read(tx -> tx.createQuery("select planned from alert where kind = 'new' order by id")
                        .mapTo(Integer.class)
                        .list());
        assertThat(planned).containsExactly(3, 1);
    }

    @Test
    void whatWasStoppedBeforeItWasPlannedIsNotMadeUpForByAnotherTopic() {
        lantern.topic("chess", "Schach", "Chess", "");
        lantern.reader("chess@reader.example", "de", "chess");
        var article = lantern.article("Sturm schließt Hafen", "harbour");
        AlertId stopped = lantern.announcing().publish(article).alert().orElseThrow();
        lantern.alerts().stop(stopped, Lantern.ADA);
        lantern.plan();

        AlertId update = lantern.amend(
                article,
                new Amendment.Update(Optional.empty(), Lantern.text("Sturm schließt Hafen", "harbour", "chess")));
        lantern.awaitPlanned(update);

        assertThat(lantern.alerts().ofArticle(article))
                .filteredOn(alert -> alert.kind() == Alert.Kind.NEW)
                .extracting(Alert::planned)
                .containsExactly(0, 1);
    }

    @Test
    void whyASearchLedToAMailIsSaidInItsWords() {
        lantern.node(sink, 1);
        var article = lantern.article("Sturm schließt Hafen", "harbour");
        lantern.awaitDone(lantern.publish(article));
        seeking.leave(search, "\"sturm schließt\"");

        var why = new Explaining(db.database()).of(search, article).orElseThrow();

        assertThat(why.follows()).singleElement().satisfies(match -> {
            assertThat(match.reason().slug()).isEqualTo("\"sturm schließt\"");
            assertThat(match.endedAt()).isPresent();
        });
        assertThat(new WhyWords(Locale.GERMAN, ZoneId.of("Europe/Berlin")).sentences(why))
                .anyMatch(sentence -> sentence.contains("Gefolgt wird der Suche „\"sturm schließt\"“"));
    }

    /// Of twenty thousand searches that one article meets each reader follows another.
    @Test
    void eachReaderIsToldTheirOwnSearchHoweverManyTheArticleMeets() {
        db.database().change(tx -> tx.execute("""
                insert into saved_search (text, made_at)
                select 'flut -stein' || n, now()
                  from generate_series(1, 20000) n;
                insert into reader (email, language, time_zone, created_at)
                select 'many' || n || '@reader.example', 'en', 'Europe/Berlin', now()
                  from generate_series(1, 20000) n;
                insert into follow (kind, subject_id, reader_id, cadence, since)
                select 'search', s.id, r.id, case when s.id % 100 = 0 then 'instant' else 'daily' end, now()
                  from reader r
                  join saved_search s on r.email = 'many' || substring(s.text from 'flut -stein(.*)') || '@reader.example'
                """));
        lantern.node(sink, 8);

        AlertId alert = lantern.publish("Flut", "harbour");
        var report = lantern.awaitDone(alert);

        assertThat(report.counts().accepted()).isEqualTo(201);
        assertThat(lantern.alerts().byId(alert).orElseThrow().inDigest()).isEqualTo(19_800 + 1);
        var mails = sink.received().stream()
                .filter(mail -> mail.recipient().startsWith("many"))
                .toList();
        assertThat(mails)
                .hasSize(200)
                .allSatisfy(mail -> assertThat(text(mail.recipient()))
                        .containsOnlyOnce("Search “flut -stein")
                        .contains("-stein" + mail.recipient().replaceAll("\\D", "") + "”"));
    }

    private String text(String recipient) {
        var mails = sink.receivedBy(recipient);
        assertThat(mails).isNotEmpty();
        String message = mails.getLast().message();
        int part = message.indexOf("\r\n\r\n", message.indexOf("text/plain"));
        return QuotedPrintableText.of(message.substring(part, message.indexOf("\r\n--=_", part)));
    }
}
