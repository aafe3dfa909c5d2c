package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.alert.AlertId;
import depesche.delivery.ledger.End;
import depesche.delivery.ledger.History.Attempt;
import depesche.mail.Handover.Step;
import depesche.mail.smtp.SmtpClient;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Reaction;
import depesche.testing.SmtpSink.Received;
import depesche.testing.TestDatabase;
import depesche.testing.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A mail server in trouble, with thousands to be told: each reader's delivery ends as what it was, the sink has each
/// mail as often as the ledger says that its dot was sent, and whoever is not concerned does not wait.
class TroubleAtScaleTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private static final Duration PATIENCE = Duration.ofMillis(400);
    private static final int CONNECTIONS = 8;

    /// After these ends the dot was sent, so the sink has the mail.
    private static final Set<End> DOTS = Set.of(End.ACCEPTED, End.IN_DOUBT, End.UNCERTAIN);

    private final SmtpSink sink = SmtpSink.start();
    private final Lantern lantern = Lantern.open(db);

    @AfterEach
    void stop() {
        lantern.close();
        sink.close();
    }

    @Test
    void eachDomainGetsWhatItsServerMakesOfItAndHoldsUpNoOther() {
        lantern.topic("seven", "Sieben", "Seven", "");
        List.of("slow", "tired", "full", "gone", "silent", "torn")
                .forEach(name -> lantern.crowd(name + "-", name + ".example", 300, "seven"));
        lantern.crowd("well-", "well.example", 1_000, "seven");
        sink.react(Step.DOT, "*@slow.example", 300, new Reaction.Late(Duration.ofMillis(20)));
        sink.react(Step.RCPT, "*@tired.example", Integer.MAX_VALUE, new Reaction.Say("451 4.7.1 come back later"));
        sink.react(Step.RCPT, "*@full.example", Integer.MAX_VALUE, new Reaction.Say("552 5.2.2 mailbox full"));
        sink.react(Step.RCPT, "*@gone.example", Integer.MAX_VALUE, new Reaction.Say("550 5.1.1 no such mailbox"));
        sink.react(Step.DOT, "*@silent.example", 12, new Reaction.Silence());
        sink.react(Step.DATA, "*@torn.example", 6, new Reaction.HangUp());
        sink.react(Step.DOT, "*@torn.example", 6, new Reaction.HangUp());
        node(sink);

        AlertId alert = lantern.publish("Sieben Server", "seven");
        awaitQuiet(alert);

        Map<String, Map<End, Long>> before = ends(alert);
        assertThat(before.get("well.example")).isEqualTo(Map.of(End.ACCEPTED, 1_000L));
        assertThat(before.get("slow.example")).isEqualTo(Map.of(End.ACCEPTED, 300L));
        assertThat(before.get("full.example")).isEqualTo(Map.of(End.REFUSED, 300L));
        assertThat(before.get("gone.example")).isEqualTo(Map.of(End.REFUSED, 300L));
        assertThat(before.get("tired.example").keySet()).isEqualTo(Set.of(End.DEFERRED));
        // A domain that has had enough is left alone: eight in a row, and what was under way just then.
        assertThat(askedFor("tired.example")).isLessThanOrEqualTo(8 + 2 * CONNECTIONS);

        sink.behave();
        passTime(alert);

        Map<String, Map<End, Long>> after = ends(alert);
        assertThat(after.get("tired.example")).isEqualTo(Map.of(End.ACCEPTED, 300L));
        assertThat(after.get("silent.example").keySet()).isSubsetOf(DOTS).contains(End.ACCEPTED);
        assertThat(after.get("torn.example").keySet()).isSubsetOf(DOTS).contains(End.ACCEPTED);
        assertThat(suppressed()).isEqualTo(300);
        assertThatTheSinkAgrees(alert, sink.received(), 12 + 6);
    }

    @Test
    void aServerThatHangsAfterDataForAllCostsNoMoreThanTheMailsInDoubt() {
        lantern.topic("hangs", "Hängt", "Hangs", "").crowd("hangs-", "hangs.example", 1_500, "hangs");
        sink.react(Step.DATA, "*", CONNECTIONS, new Reaction.Silence());
        sink.react(Step.DOT, "*", 3, new Reaction.Silence());
        node(sink);

        AlertId alert = lantern.publish("Der Server hängt", "hangs");
        passTime(alert);

        assertThat(ends(alert).get("hangs.example").keySet()).isSubsetOf(DOTS);
        assertThat(lantern.progress(alert).counts().accepted()).isGreaterThanOrEqualTo(1_500 - 3);
        assertThatTheSinkAgrees(alert, sink.received(), 3);
    }

    @Test
    void aServerThatGoesAwayForTenMinutesInTheMiddleLosesNothing() {
        lantern.topic("away", "Fort", "Away", "");
        List.of("one", "two", "three").forEach(name -> lantern.crowd("away-" + name, name + ".example", 1_000, "away"));
        var first = SmtpSink.start();
        var server = new AtomicReference<>(first);
        var node = lantern.node(() -> new SmtpClient(server.get().server(), "lantern.example").open(), CONNECTIONS);
        AlertId alert = lantern.publish("Der Server geht", "away");
        Waiting.whileItMoves(
                "a third is sent",
                () -> first.received().size(),
                () -> first.received().size() >= 1_000);

        first.close();
        Waiting.until("the trouble is seen", () -> node.trouble().isPresent());
        lantern.clock().advance(Duration.ofMinutes(10));
        int accepted = lantern.progress(alert).counts().accepted();
        server.set(sink);
        passTime(alert);

        assertThat(accepted).isLessThanOrEqualTo(first.received().size()).isLessThan(3_000);
        assertThat(lantern.progress(alert).counts().accepted()).isEqualTo(3_000);
        var all = new ArrayList<>(first.received());
        all.addAll(sink.received());
        assertThatTheSinkAgrees(alert, all, CONNECTIONS);
        assertThat(node.trouble()).isEmpty();
    }

    private Delivering node(SmtpSink sink) {
        return lantern.node(new SmtpClient(sink.server(), "lantern.example", PATIENCE), CONNECTIONS);
    }

    /// Until nothing of the alert can be tried at this hour.
    private void awaitQuiet(AlertId alert) {
        Waiting.whileItMoves(
                "nothing is left to do now",
                () -> lantern.progress(alert).counts().hashCode(),
                () -> !lantern.isDueOrHeld(alert));
    }

    /// Lets an hour go by, minute by minute.
    private void passTime(AlertId alert) {
        for (int minute = 0; minute < 60 && lantern.progress(alert).counts().open() > 0; minute++) {
            awaitQuiet(alert);
            lantern.clock().advance(Duration.ofMinutes(1));
            lantern.plan();
        }
        lantern.awaitDone(alert);
    }

    private Map<String, Map<End, Long>> ends(AlertId alert) {
        Map<Integer, String> addresses = addresses();
        return lantern.deliveries(alert).stream()
                .filter(item -> !item.attempts().isEmpty())
                .collect(Collectors.groupingBy(
                        item -> domain(addresses.get(item.reader().value())),
                        Collectors.groupingBy(item -> item.attempts().getLast().end(), Collectors.counting())));
    }

    /// A mail in doubt may have come to nothing; any other is there as often as its dot was sent.
    private void assertThatTheSinkAgrees(AlertId alert, List<Received> received, int mostDoubled) {
        Map<String, Set<String>> ids = new HashMap<>();
        Map<String, Integer> mails = new HashMap<>();
        for (Received mail : received) {
            mails.merge(mail.recipient(), 1, Integer::sum);
            ids.computeIfAbsent(mail.recipient(), _ -> new HashSet<>()).add(mail.header("Message-ID"));
        }
        Map<Integer, String> addresses = addresses();
        for (Deliveries.Item item : lantern.deliveries(alert)) {
            int came = mails.getOrDefault(addresses.get(item.reader().value()), 0);
            assertThat(came).as(item.toString()).isBetween(attempts(item, Set.of(End.ACCEPTED)), attempts(item, DOTS));
        }
        assertThat(ids.values()).allMatch(each -> each.size() == 1);
        assertThat(received.size() - mails.size()).isLessThanOrEqualTo(mostDoubled);
        assertThat(sink.faults()).isEmpty();
    }

    private static int attempts(Deliveries.Item item, Set<End> ends) {
        return (int) item.attempts().stream()
                .map(Attempt::end)
                .filter(ends::contains)
                .count();
    }

    private long askedFor(String domain) {
        return sink.talk().stream()
                .filter(line -> line.startsWith("RCPT") && line.contains("@" + domain))
                .count();
    }

    private static String domain(String address) {
        return address.substring(address.indexOf('@') + 1);
    }

    private static Map<Integer, String> addresses() {
        return db.database()
                .read(handle -> handle
                        .createQuery("select id, email from reader")
                        .map((row, _) -> Map.entry(row.getInt("id"), row.getString("email")))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static int suppressed() {
        return db.database()
                .read(handle -> handle.createQuery("select count(*) from reader where suppressed_at is not null")
                        .mapTo(Integer.class)
                        .one());
    }
}
