package depesche.channel;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.ReaderId;
import depesche.db.ConnectionPool;
import depesche.db.Database;
import depesche.db.Migrations;
import depesche.db.PostgresAddress;
import depesche.net.WebAddress;
import depesche.testing.TestClock;
import depesche.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Why a webhook has ended is kept as such, and not read out of the sentence that tells it.
class WebhookEndTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private static final TestClock CLOCK = TestClock.at("2026-03-01T08:00:00Z");
    private static final Instant LONG_AGO = Instant.parse("2026-02-26T08:00:00.123456Z");

    private static ReaderId partner;
    private static int made;

    @BeforeAll
    static void partner() {
        partner = db.database().write(WebhookEndTest::reader);
    }

    @Test
    void bothEndsAreReadAsTheyWereWritten() {
        long gone = webhook();
        long silent = webhook();
        Channels channels = new Channels(db.database(), CLOCK);

        channels.end(gone, new WebhookEnd.Gone());
        channels.end(silent, new WebhookEnd.Silent(LONG_AGO));

        assertThat(listed(db.database(), gone).end()).hasValue(new WebhookEnd.Gone());
        assertThat(listed(db.database(), silent).end()).hasValue(new WebhookEnd.Silent(LONG_AGO));
    }

    @Test
    void whatPeopleEndedHasNoSuchEndWhateverItsServerSaysAfterwards() {
        long id = webhook();
        Channels channels = new Channels(db.database(), CLOCK);

        db.database().write(tx -> new Webhooks(CLOCK).end(tx, id));
        channels.end(id, new WebhookEnd.Gone());

        assertThat(listed(db.database(), id).end()).isEmpty();
        List<Webhooks.Listed> alarms = db.database().read(tx -> Webhooks.alarms(tx, 100));
        assertThat(alarms).extracting(Webhooks.Listed::id).doesNotContain(id);
    }

    @Test
    void anAnswerThatComesAfterTheEndChangesNothing() {
        long id = webhook();
        Channels channels = new Channels(db.database(), CLOCK);
        channels.end(id, new WebhookEnd.Silent(LONG_AGO));

        channels.working(id);

        assertThat(listed(db.database(), id).end()).hasValue(new WebhookEnd.Silent(LONG_AGO));
    }

    @Test
    void whatHadEndedBeforeThereWasAColumnIsRead() {
        PostgresAddress older = older();
        try (var pool = ConnectionPool.open(older)) {
            List<Long> ids = pool.database().write(WebhookEndTest::endedOfOld);

            Migrations.run(older);

            assertThat(ids)
                    .extracting(id -> listed(pool.database(), id).end())
                    .containsExactly(
                            Optional.of(new WebhookEnd.Gone()),
                            Optional.of(new WebhookEnd.Silent(LONG_AGO)),
                            Optional.empty(),
                            Optional.of(new WebhookEnd.Gone()));
        }
    }

    /// By its server for either reason, by hand, and by its server for a reason that nobody can read any more.
    private static List<Long> endedOfOld(Handle tx) {
        int reader = reader(tx).value();
        return List.of(
                ended(tx, reader, "it answered 410", true),
                ended(tx, reader, "it has taken nothing since " + LONG_AGO, true),
                ended(tx, reader, "ended by hand", false),
                ended(tx, reader, "it has taken nothing since yesterday", true));
    }

    private static long ended(Handle tx, int reader, String why, boolean isAlarm) {
        return tx.createQuery("""
                        insert into channel (reader_id, kind, endpoint, keys, created_at, disabled_at, disabled_why,
                                             alarmed_at)
                        values (:reader, 'webhook', 'https://partner.example/', '', now(), now(), :why,
                                case when :alarm then now() end)
                        returning id
                        """)
                .bind("reader", reader)
                .bind("why", why)
                .bind("alarm", isAlarm)
                .mapTo(Long.class)
                .one();
    }

    /// A database of the time before.
    private static PostgresAddress older() {
        db.database().read(handle -> handle.execute("create database before_webhook_ends"));
        var here = db.address();
        var older = new PostgresAddress(
                here.url().replaceFirst("/[^/]*$", "/before_webhook_ends"), here.user(), here.password());
        Migrations.runTo(older, "0012");
        return older;
    }

    private static ReaderId reader(Handle tx) {
        return new ReaderId(tx.createQuery("""
                        insert into reader (email, language, time_zone, created_at)
                        values ('desk@partner.example', 'de', 'Europe/Berlin', now())
                        returning id
                        """).mapTo(Integer.class).one());
    }

    private static long webhook() {
        made++;
        var address = WebAddress.ofStored("https://partner.example/hook" + made);
        return db.database()
                .write(tx -> new Webhooks(CLOCK).make(tx, partner, address))
                .id();
    }

    private static Webhooks.Listed listed(Database database, long id) {
        return database.read(tx -> Webhooks.after(tx, id - 1, 1)).getFirst();
    }
}
