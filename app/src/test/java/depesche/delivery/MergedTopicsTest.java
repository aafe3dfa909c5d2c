package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Actor;
import depesche.account.LinkTokens.AlertLink;
import depesche.account.ReaderId;
import depesche.alert.AlertId;
import depesche.article.ArticleId;
import depesche.digest.MailSubjects;
import depesche.follow.Cadence;
import depesche.follow.Leaving;
import depesche.taxonomy.Merging;
import depesche.taxonomy.OperationResult;
import depesche.taxonomy.UndoResult;
import depesche.taxonomy.Undoing;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Received;
import depesche.testing.TestDatabase;
import depesche.web.PageChanges;
import depesche.web.PageStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Whoever followed either of two topics that became one hears of each article once, whenever it was planned.
class MergedTopicsTest {

    private static final Actor CLARA = Actor.program("Clara");

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private final SmtpSink sink = SmtpSink.start();
    private final Lantern lantern = Lantern.open(db);
    private final PageChanges changes = new PageChanges(db.database(), new PageStore(1_000_000, lantern.clock()));
    private ReaderId both = new ReaderId(1);
    private ReaderId port = new ReaderId(1);
    private ReaderId harbour = new ReaderId(1);

    @BeforeEach
    void readers() {
        db.database()
                .change(tx -> tx.execute("truncate reader, topic, article, saved_search restart identity cascade"));
        lantern.topic("port", "Port", "Port", "").topic("harbour", "Hafen", "Harbour", "");
        both = lantern.reader("both@reader.example", "en", "port", "harbour");
        port = lantern.reader("port@reader.example", "en", "port");
        harbour = lantern.reader("harbour@reader.example", "en", "harbour");
    }

    @AfterEach
    void stop() {
        lantern.close();
        sink.close();
    }

    @Test
    void theNextArticleComesOnceToWhoFollowedEither() {
        merge();
        lantern.node(sink, 2);

        lantern.awaitDone(lantern.publish("Kran kippt", "harbour"));
        assertTold("both@reader.example", "port@reader.example", "harbour@reader.example");
        lantern.awaitDone(lantern.publish("Kran steht", "port"));

        assertThat(sink.received()).hasSize(6);
        assertThat(sink.receivedBy("both@reader.example")).hasSize(2);
    }

    @Test
    void whatWasPlannedBeforeAndIsSentAfterReachesEachOnce() {
        AlertId alert = lantern.publish("Kran kippt", "port", "harbour");
        AlertId other = lantern.publish("Lotse geht", "port");
        merge();

        lantern.node(sink, 2);
        lantern.awaitDone(alert);
        lantern.awaitDone(other);

        assertThat(sink.received())
                .extracting(Received::recipient)
                .containsExactlyInAnyOrder(
                        "both@reader.example",
                        "both@reader.example",
                        "port@reader.example",
                        "port@reader.example",
                        "harbour@reader.example");
        assertThat(sink.receivedBy("port@reader.example").getFirst().message()).contains("- Harbour");
    }

    @Test
    void whatWasAnnouncedBeforeAndIsPlannedAfterReachesEachOnce() {
        ArticleId article = lantern.article("Kran kippt", "port");
        AlertId alert = lantern.announcing().publish(article).alert().orElseThrow();
        merge();
        lantern.awaitPlanned(alert);

        lantern.node(sink, 2);
        lantern.awaitDone(alert);

        assertTold("both@reader.example", "port@reader.example", "harbour@reader.example");
    }

    @Test
    void whatWasPlannedOfTheMergedTopicIsSentAfterItWasTakenApart() {
        long operation = merge();
        AlertId alert = lantern.publish("Kran kippt", "harbour");
        undo(operation);
        AlertId other = lantern.publish("Lotse geht", "port");

        lantern.node(sink, 2);
        lantern.awaitDone(alert);
        lantern.awaitDone(other);

        assertThat(sink.receivedBy("harbour@reader.example")).hasSize(1);
        assertThat(sink.receivedBy("both@reader.example")).hasSize(2);
        assertThat(sink.receivedBy("port@reader.example")).hasSize(1);
    }

    @Test
    void aLinkFromBeforeEndsTheFollowOfNow() {
        AlertId alert = lantern.publish("Kran kippt", "port");
        long operation = merge();

        var link = new AlertLink(alert.value(), port);
        var leaving = new Leaving(db.database(), lantern.clock());
        var reasons = db.database().read(tx -> MailSubjects.of(tx, link));
        assertThat(leaving.unsubscribe(link, reasons)).hasSize(1);

        assertThat(open()).doesNotContain("2 port instant", "2 harbour instant");
        undo(operation);
        assertThat(open()).doesNotContain("2 port instant", "2 harbour instant").contains("1 port instant");
        assertThat(leaving.undo(link)).isNotEmpty();
        assertThat(open()).contains("2 port instant").doesNotContain("2 harbour instant");
    }

    @Test
    void undoingGivesEachReaderWhatTheyFollowed() {
        var weekly = lantern.reader("weekly@reader.example", "en");
        lantern.follow(weekly, "port", Cadence.WEEKLY);
        lantern.follow(weekly, "harbour", Cadence.DAILY);
        var breaking = lantern.reader("breaking@reader.example", "en");
        lantern.follow(breaking, "port", Cadence.BREAKING);
        lantern.follow(breaking, "harbour", Cadence.WEEKLY);
        var left = lantern.reader("left@reader.example", "en", "port", "harbour");
        lantern.leave(left, "harbour");
        var gone = lantern.reader("gone@reader.example", "en", "port");
        lantern.leave(gone, "port");
        List<String> before = open();

        long operation = merge();
        assertThat(open())
                .containsExactlyInAnyOrder(
                        "1 harbour instant",
                        "2 harbour instant",
                        "3 harbour instant",
                        "4 harbour daily",
                        "5 harbour weekly",
                        "6 harbour instant");
        undo(operation);

        assertThat(open()).isEqualTo(before);
    }

    @Test
    void whatReadersDidSinceStays() {
        long operation = merge();
        lantern.reader("new@reader.example", "en", "harbour");
        lantern.follow(both, "harbour", Cadence.DAILY);
        lantern.leave(port, "harbour");

        undo(operation);

        assertThat(open())
                .containsExactlyInAnyOrder("1 port daily", "1 harbour daily", "3 harbour instant", "4 harbour instant");
        assertThat(harbour.value()).isEqualTo(3);
    }

    private long merge() {
        var result =
                db.database().write(tx -> new Merging(changes, lantern.clock()).merge(tx, "port", "harbour", CLARA));
        return result instanceof OperationResult.Done done ? done.operation().id() : fail(result);
    }

    private static long fail(Object result) {
        throw new AssertionError(result);
    }

    private void undo(long operation) {
        lantern.clock().advance(Duration.ofHours(1));
        var result = db.database().write(tx -> new Undoing(changes, lantern.clock()).undo(tx, operation, CLARA));
        assertThat(result).isInstanceOf(UndoResult.Undone.class);
    }

    private void assertTold(String... readers) {
        assertThat(sink.received()).extracting(Received::recipient).containsExactlyInAnyOrder(readers);
    }

    /// Reader, topic and cadence of what is followed now.
    private static List<String> open() {
        return db.database().read(tx -> tx.createQuery("""
                        select f.reader_id || ' ' || t.slug || ' ' || f.cadence
                          from follow f
                          join topic t on t.id = f.subject_id
                         where f.kind = 'topic'
                           and f.ended_at is null
                         order by 1
                        """).mapTo(String.class).list());
    }
}
