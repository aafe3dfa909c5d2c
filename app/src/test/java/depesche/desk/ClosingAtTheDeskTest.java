package depesche.desk;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.ReaderId;
import depesche.account.Role;
import depesche.account.Suppression;
import depesche.channel.PushKeys;
import depesche.net.WebAddress;
import depesche.testing.TestNewsroom;
import java.net.http.HttpResponse;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A reader is closed at the desk on every channel, and written to again.
class ClosingAtTheDeskTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static Person ada;
    private static Person tom;

    @BeforeAll
    static void people() {
        ada = Person.of(newsroom, "Ada", Role.ADMIN);
        tom = Person.of(newsroom, "Tom", Role.CHIEF);
        newsroom.call("POST", "/topics", "{\"slug\": \"harbour\", \"labels\": {\"de\": \"Hafen\"}}");
    }

    @Test
    void theReadersPageLeadsToWhereItIsDoneAndSaysFirstWhatItEnds() {
        ReaderId ida = reader("ida");
        everyWay(ida);
        String path = path(ida);

        Document found = Jsoup.parse(ada.submit("/desk/readers", "/desk/readers", "email", "ida@reader.example")
                .body());
        assertThat(found.select("a[href=" + path + "]").text()).isEqualTo("Close this reader");
        Document page = ada.page(path);

        assertThat(page.select("section[aria-labelledby=close] li").eachText())
                .containsExactly(
                        "mails to ida@reader.example",
                        "notifications in one browser",
                        "the webhook at hooks.example",
                        "the reader’s own feed: its address opens nothing until this is undone");
        assertThat(page.text()).contains("We write to this reader.");
        assertThat(page.select("section[aria-labelledby=lift]")).isEmpty();
    }

    @Test
    void aClosingEndsTheOwnFeedAndCanBeUndone() {
        ReaderId bo = reader("bo");
        String feed = everyWay(bo);
        String path = path(bo);

        HttpResponse<String> closed = ada.submit(path, path, "closingNote", "By phone, on Monday");
        assertThat(closed.headers().firstValue("location")).hasValue(path + "?done=closed");
        Document page = ada.page(path + "?done=closed");
        assertThat(page.text())
                .contains("Closed by hand on 1 Mar 2026, 09:00, on every channel: By phone, on Monday")
                .contains("closed by Ada. By phone, on Monday");
        assertThat(page.select("section[aria-labelledby=close]")).isEmpty();
        assertThat(newsroom.get(feed).statusCode()).isEqualTo(404);

        assertThat(ada.submit(page, path + "/undo").statusCode()).isEqualTo(303);

        assertThat(ada.page(path).text())
                .contains("We write to this reader.")
                .contains("lifted by Ada (closed by hand)");
        assertThat(newsroom.get(feed).statusCode()).isEqualTo(200);
    }

    @Test
    void theReadersOwnPageTellsWhatStandsAndKeepsTheNote() {
        ReaderId kai = reader("kai");
        everyWay(kai);
        String me = "/me/" + newsroom.rooms().ground().links().me(kai);
        assertThat(me(me).text()).contains("Mails gehen an kai@reader.example");

        ada.submit(path(kai), path(kai), "closingNote", "Secret reason");
        Document page = me(me);

        assertThat(page.text())
                .contains("Die Redaktion hat am 1. März 2026 alles beendet")
                .contains("zurzeit wird dorthin nichts gesendet")
                .doesNotContain("Secret reason")
                .doesNotContain("Mails gehen an")
                .doesNotContain("Feed einschalten")
                .doesNotContain("Neue Adresse");
        assertThat(page.select("#push, [name=wishes]")).isEmpty();
        assertThat(page.select(".onward a").attr("href")).isEqualTo("/imprint");
    }

    @Test
    void whoseMailCameBackReadsThatMailAloneHasEnded() {
        ReaderId emil = reader("emil");
        suppress(emil, Suppression.Why.BOUNCED);

        Document page = me("/me/" + newsroom.rooms().ground().links().me(emil));

        assertThat(page.text())
                .contains(
                        "Seit dem 1. März 2026 schicken wir keine Mails an emil@reader.example: Unsere Mails kamen zurück")
                .contains("Feed einschalten");
    }

    @Test
    void aComplaintIsLiftedWithAWarningAndANoteOnly() {
        ReaderId lea = reader("lea");
        suppress(lea, Suppression.Why.COMPLAINED);
        String path = path(lea);

        Document page = ada.page(path);
        assertThat(page.select("section[aria-labelledby=lift] .warning").text()).contains("reported one of our mails");
        assertThat(page.select("section[aria-labelledby=close]"))
                .as("it ended mail alone")
                .hasSize(1);
        HttpResponse<String> bare = ada.submit(page, path + "/undo");
        assertThat(bare.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(bare.body()).select("#f-liftingNote-fault").text())
                .isEqualTo("Note for the newsroom is missing.");

        assertThat(ada.submit(page, path + "/undo", "liftingNote", "She asked for it")
                        .statusCode())
                .isEqualTo(303);

        assertThat(ada.page(path).text()).contains("lifted by Ada (complained about spam). She asked for it");
    }

    @Test
    void whatCameInSinceOneLookedIsNotLifted() {
        ReaderId max = reader("max");
        suppress(max, Suppression.Why.BOUNCED);
        Document seen = ada.page(path(max));
        ada.submit(path(max), path(max), "closingNote", "By letter");

        HttpResponse<String> late = ada.submit(seen, path(max) + "/undo");

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(Jsoup.parse(late.body()).text())
                .contains("Nothing was done")
                .contains("Behind that stands")
                .contains("But no mail");
    }

    @Test
    void itNeedsANoteAnAdminAndAFormOfOurs() {
        ReaderId pia = reader("pia");
        String path = path(pia);

        assertThat(ada.submit(path, path, "closingNote", " ").statusCode()).isEqualTo(422);
        assertThat(ada.submit(path, path, "closingNote", "x".repeat(1_001)).statusCode())
                .isEqualTo(422);
        assertThat(ada.post(path, List.<String[]>of(new String[] {"closingNote", "Forged"}))
                        .statusCode())
                .isEqualTo(403);
        assertThat(tom.get(path).statusCode()).isEqualTo(403);
        String csrf = tom.page("/desk").select("[name=csrf]").first().attr("value");
        assertThat(tom.post(path, List.of(new String[] {"csrf", csrf}, new String[] {"closingNote", "Mine"}))
                        .statusCode())
                .isEqualTo(403);
        assertThat(ada.get("/desk/readers/4711/suppression").statusCode()).isEqualTo(404);
        assertThat(ada.page(path).text()).contains("We write to this reader.");
    }

    private static Document me(String address) {
        return Jsoup.parse(newsroom.get(address).body());
    }

    private static String path(ReaderId reader) {
        return "/desk/readers/" + reader + "/suppression";
    }

    private static ReaderId reader(String name) {
        newsroom.call("POST", "/readers/import", """
                {"email": "%s@reader.example", "language": "de", "follows": [{"topic": "harbour", "cadence": "instant"}], "consent": {"at": "2026-01-01T00:00:00Z", "source": "test"}}
                """.formatted(name));
        Matcher id = Pattern.compile("\"id\":\"(\\d+)\"")
                .matcher(newsroom.call("GET", "/readers?email=" + name + "@reader.example", "")
                        .body());
        assertThat(id.find()).isTrue();
        return new ReaderId(Integer.parseInt(id.group(1)));
    }

    /// A browser, a webhook, and the feed whose address this gives.
    private static String everyWay(ReaderId reader) {
        var rooms = newsroom.rooms();
        return rooms.ground().db().write(tx -> {
            rooms.channels()
                    .subscriptions()
                    .make(tx, reader, WebAddress.ofStored("https://push.example/" + reader), keys());
            rooms.channels().webhooks().make(tx, reader, WebAddress.ofStored("https://hooks.example/" + reader));
            rooms.channels().feeds().renew(tx, reader);
            return "/feeds/" + rooms.channels().feeds().token(tx, reader).orElseThrow() + ".atom";
        });
    }

    private static PushKeys keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            byte[] encoded = generator.generateKeyPair().getPublic().getEncoded();
            return new PushKeys(Arrays.copyOfRange(encoded, encoded.length - 65, encoded.length), new byte[16]);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void suppress(ReaderId reader, Suppression.Why why) {
        var rooms = newsroom.rooms();
        rooms.ground()
                .db()
                .change(tx -> rooms.readers()
                        .readers()
                        .suppress(tx, reader, new Suppression(newsroom.clock().instant(), why, "")));
    }
}
