package depesche.desk;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.ReaderId;
import depesche.account.Role;
import depesche.channel.WebhookEnd;
import depesche.net.WebAddress;
import depesche.testing.TestNewsroom;
import java.time.Instant;
import java.util.ArrayList;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The desk's first page says which webhooks their own servers have ended, until somebody takes note.
class EndedWebhooksTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static final String NOTICE = "section[aria-labelledby=alarms]";

    private static Person ada;
    private static Person tom;
    private static ReaderId partner;
    private static int webhooks;

    @BeforeAll
    static void people() {
        ada = Person.of(newsroom, "Ada", Role.ADMIN);
        tom = Person.of(newsroom, "Tom", Role.REPORTER);
        partner = newsroom.rooms()
                .ground()
                .db()
                .write(tx -> tx.createQuery("""
                        insert into reader (email, language, time_zone, created_at)
                        values ('desk@partner.example', 'de', 'Europe/Berlin', now())
                        returning id
                        """)
                        .mapTo(Integer.class)
                        .map(ReaderId::new)
                        .one());
    }

    @BeforeEach
    void nothingIsToBeTold() {
        newsroom.rooms().ground().db().change(tx -> tx.execute("update channel set alarmed_at = null"));
    }

    @Test
    void whatAServerHasEndedIsToldWithWhyAndWhenToAll() {
        end(webhook(), new WebhookEnd.Gone());
        end(webhook(), new WebhookEnd.Silent(Instant.parse("2026-02-26T08:00:00Z")));

        Document page = tom.page("/desk");

        assertThat(page.select(NOTICE + " li"))
                .extracting(line -> line.text())
                .anyMatch(
                        text -> text.startsWith("The webhook at https://partner.example was ended on 1 Mar 2026, 09:00")
                                && text.contains("does not exist any more"))
                .anyMatch(text -> text.contains("has taken nothing since 26 Feb 2026, 09:00"));
        assertThat(page.html()).as("an address may be a secret").doesNotContain("/hook");
        assertThat(page.select(NOTICE + " form")).isEmpty();
    }

    @Test
    void whoeverTakesNoteHearsOfItNoMore() {
        long id = webhook();
        end(id, new WebhookEnd.Gone());
        Document page = ada.page("/desk");
        String act = "/desk/webhooks/" + id + "/acknowledgement";

        assertThat(ada.submit(page, act).statusCode()).isEqualTo(303);
        assertThat(ada.submit(page, act).statusCode()).as("again").isEqualTo(303);

        assertThat(ada.page("/desk").select(NOTICE)).isEmpty();
        assertThat(tom.post(act, new ArrayList<>()).statusCode()).isEqualTo(403);
    }

    @Test
    void aWebhookThatIsThereAgainIsNoTroubleAnyMore() {
        long id = webhook();
        end(id, new WebhookEnd.Gone());

        make("/hook" + webhooks);

        assertThat(ada.page("/desk").select(NOTICE)).isEmpty();
    }

    @Test
    void whatSomebodyEndedByHandIsNoNews() {
        long id = webhook();
        newsroom.rooms()
                .ground()
                .db()
                .write(tx -> newsroom.rooms().channels().webhooks().end(tx, id));
        end(id, new WebhookEnd.Gone());

        assertThat(ada.page("/desk").select(NOTICE)).isEmpty();
    }

    private static long webhook() {
        webhooks++;
        return make("/hook" + webhooks);
    }

    private static long make(String path) {
        var address = WebAddress.ofStored("https://partner.example" + path);
        return newsroom.rooms()
                .ground()
                .db()
                .write(tx -> newsroom.rooms().channels().webhooks().make(tx, partner, address))
                .id();
    }

    private static void end(long id, WebhookEnd end) {
        newsroom.rooms().channels().channels().end(id, end);
    }
}
