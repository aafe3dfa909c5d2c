package depesche.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.account.ReaderId;
import depesche.account.Suppression;
import depesche.mail.StoredMail;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import depesche.web.Json;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A copy, erasure and another address: asked on the reader's page, done by a link in their mailbox.
class OwnDataTest {

    private static final int GRACE_SECONDS = 30;
    private static final Pattern LINK = Pattern.compile("/me/\\S+");

    @RegisterExtension
    static final TestNewsroom newsroom =
            TestNewsroom.with(Map.of("DEPESCHE_ALERT_GRACE", Integer.toString(GRACE_SECONDS)));

    @BeforeAll
    static void topic() {
        newsroom.call("POST", "/topics", "{\"slug\":\"hafen\",\"labels\":{\"de\":\"Hafen\",\"en\":\"Harbour\"}}");
    }

    @Test
    void aCopyComesByALinkOfItsOwnAndOnlyOnce() {
        ReaderId ida = reader("ida@copy.example", "de");
        String article = published("Sturm am Kai");
        arrived("ida@copy.example", 1);

        assertThat(ask(ida, "export").statusCode()).isEqualTo(303);
        StoredMail mail = lastMail("ida@copy.example");
        String link = link(mail);
        Document page = Jsoup.parse(newsroom.get(link).body());
        newsroom.get(link);
        HttpResponse<String> copy = newsroom.post(link, "");

        assertThat(mail.source()).contains("X-Depesche-Kind: confirm", "Auto-Submitted: auto-generated");
        assertThat(mail.subject()).isEqualTo("Ihre Daten bei The Lantern");
        assertThat(page.select("form").attr("action")).isEqualTo(link);
        assertThat(page.select("main button").text()).isEqualTo("Herunterladen");
        assertThat(copy.statusCode()).isEqualTo(200);
        assertThat(copy.headers().firstValue("content-disposition")).hasValue("attachment; filename=\"depesche.json\"");
        assertThat(copy.headers().firstValue("cache-control")).hasValue("no-store");
        JsonNode json = json(copy.body());
        assertThat(json.path("email").asText()).isEqualTo("ida@copy.example");
        assertThat(json.at("/follows/0/topic").asText()).isEqualTo("hafen");
        assertThat(json.at("/consent/source").asText()).isEqualTo("Abo-Liste");
        assertThat(json.at("/deliveries/0/articles/0/id").asText()).isEqualTo(article);
        assertThat(json.at("/deliveries/0/articles/0/headline").asText()).isEqualTo("Sturm am Kai");
        assertThat(json.at("/deliveries/0/channel").asText()).isEqualTo("email");
        assertThat(json.at("/deliveries/0/outcome").asText()).isEqualTo("accepted");
        assertThat(newsroom.post(link, "").statusCode()).isEqualTo(410);
        assertThat(newsroom.get(link).statusCode()).isEqualTo(410);
    }

    @Test
    void aLinkIsGoodForAnHour() {
        ReaderId emil = reader("emil@hour.example", "de");
        ask(emil, "erasure");
        String link = link(lastMail("emil@hour.example"));

        newsroom.clock().advance(Duration.ofMinutes(60));

        assertThat(newsroom.get(link).statusCode()).isEqualTo(410);
        assertThat(newsroom.post(link, "").statusCode()).isEqualTo(410);
        assertThat(known("emil@hour.example")).isTrue();
    }

    @Test
    void lookingErasesNothingAndTheButtonEverythingWithWhatStillWaits() {
        ReaderId tom = reader("tom@erase.example", "en");
        ask(tom, "erasure");
        StoredMail mail = lastMail("tom@erase.example");
        published("Wartet noch");

        assertThat(newsroom.get(link(mail)).body()).contains("Erase everything?");
        assertThat(known("tom@erase.example")).isTrue();
        assertThat(newsroom.post(link(mail), "").body()).contains("Everything is erased");
        arrived("tom@erase.example", 0);

        assertThat(known("tom@erase.example")).isFalse();
        assertThat(newsroom.get(me(tom)).statusCode()).isEqualTo(404);
        assertThat(alerts("tom@erase.example")).isEmpty();
        assertThat(imported("tom@erase.example", "en").path("refused")).hasSize(1);
        assertThat(count("select count(*) from petition where reader_id = " + tom.value()))
                .isZero();
    }

    @Test
    void aMoveIsAllowedByTheOldMailboxAndConfirmedByTheNewOne() {
        ReaderId ida = reader("ida@old.example", "de");
        ask(ida, "export");
        String other = link(lastMail("ida@old.example"));
        move(ida, " Ida@NEU.Example ");
        StoredMail allowing = lastMail("ida@old.example");
        assertThat(mailsTo("Ida@neu.example")).isEmpty();
        assertThat(allowing.text()).contains("Ida@neu.example");
        published("Zieht um");

        assertThat(newsroom.post(link(allowing), "").body()).contains("Bitte sehen Sie in Ihr neues Postfach");
        newsroom.settle();
        String arriving = link(lastMail("Ida@neu.example"));
        assertThat(newsroom.get(arriving).body()).contains("Ida@neu.example");
        assertThat(known("ida@old.example")).isTrue();
        assertThat(newsroom.post(arriving, "").body()).contains("Die neue Adresse gilt");
        arrived("Ida@neu.example", 1);

        assertThat(known("Ida@neu.example")).isTrue();
        assertThat(known("ida@old.example")).isFalse();
        assertThat(alerts("Ida@neu.example")).containsExactly("Zieht um");
        assertThat(alerts("ida@old.example")).isEmpty();
        assertThat(newsroom.get(other).statusCode())
                .as("mailed to the old address")
                .isEqualTo(410);
        assertThat(newsroom.get(me(ida)).body()).contains("Mails gehen an Ida@neu.example");
        assertThat(imported("ida@old.example", "de").path("refused"))
                .as("no old list brings it back")
                .hasSize(1);
    }

    @Test
    void whatWasSaidOfTheOldAddressStaysWithIt() {
        ReaderId emil = reader("emil@bounced.example", "de");
        suppress(emil, Suppression.Why.BOUNCED);
        move(emil, "emil@works.example");
        newsroom.post(link(lastMail("emil@bounced.example")), "");
        newsroom.settle();

        newsroom.post(link(lastMail("emil@works.example")), "");

        assertThat(newsroom.get(me(emil)).body()).contains("Mails gehen an emil@works.example");
        assertThat(imported("emil@bounced.example", "de").path("refused")).hasSize(1);
    }

    @Test
    void whetherANewAddressFollowsAlreadyIsToldToItsOwnMailboxAlone() {
        ReaderId ida = reader("ida@here.example", "de");
        ReaderId known = reader("known@there.example", "en");

        HttpResponse<String> toKnown = move(ida, "known@there.example");
        String allowKnown = link(lastMail("ida@here.example"));
        HttpResponse<String> toUnknown = move(ida, "unknown@there.example");
        String allowUnknown = link(lastMail("ida@here.example"));
        HttpResponse<String> allowedKnown = newsroom.post(allowKnown, "");
        HttpResponse<String> allowedUnknown = newsroom.post(allowUnknown, "");
        newsroom.settle();

        assertThat(toKnown.headers().map()).isEqualTo(toUnknown.headers().map());
        assertThat(allowedKnown.body()).isEqualTo(allowedUnknown.body());
        StoredMail told = lastMail("known@there.example");
        assertThat(told.subject()).isEqualTo("This address gets mails from The Lantern already");
        assertThat(link(told)).isEqualTo(me(known));
        assertThat(told.text()).doesNotContain("ida@here.example");
        assertThat(known("ida@here.example")).isTrue();
    }

    @Test
    void anAddressThatFollowsMeanwhileIsNotTaken() {
        ReaderId ida = reader("ida@slow.example", "de");
        move(ida, "ida@quick.example");
        newsroom.post(link(lastMail("ida@slow.example")), "");
        newsroom.settle();
        String arriving = link(lastMail("ida@quick.example"));
        reader("ida@quick.example", "de");

        assertThat(newsroom.post(arriving, "").body()).contains("hat schon eine eigene Seite");

        assertThat(known("ida@slow.example")).isTrue();
    }

    @Test
    void aFormWithFaultsComesBackFilledIn() {
        ReaderId ida = reader("ida@fault.example", "de");

        Document wrong = Jsoup.parse(move(ida, "ida@").body());
        HttpResponse<String> same = move(ida, "ida@FAULT.example");

        assertThat(wrong.select("input[name=email]").val()).isEqualTo("ida@");
        assertThat(wrong.select(".faults li").eachText())
                .containsExactly("Diese E-Mail-Adresse kann so nicht stimmen.");
        assertThat(same.statusCode()).isEqualTo(422);
        assertThat(same.body()).contains("An diese Adresse gehen Ihre Mails schon.");
        assertThat(ask(ida, "nothing").statusCode()).isEqualTo(422);
        newsroom.settle();
        assertThat(mailsTo("ida@fault.example")).isEmpty();
    }

    @Test
    void noMoreThanThreeLinksGoToAReaderInAnHour() {
        ReaderId ida = reader("ida@many.example", "de");
        for (String what : List.of("export", "erasure", "export")) {
            assertThat(ask(ida, what).statusCode()).isEqualTo(303);
        }

        HttpResponse<String> fourth = ask(ida, "export");

        assertThat(fourth.statusCode()).isEqualTo(429);
        assertThat(fourth.headers().firstValue("retry-after")).hasValue("3600");
        newsroom.settle();
        assertThat(mailsTo("ida@many.example")).hasSize(3);
        newsroom.clock().advance(Duration.ofMinutes(61));
        assertThat(ask(ida, "export").statusCode()).isEqualTo(303);
    }

    @Test
    void noMoreThanThreeMailsGoToANewAddressInAnHourWhoeverAsks() {
        for (int i = 1; i <= 4; i++) {
            ReaderId one = reader("one" + i + "@crowd.example", "de");
            move(one, "victim@reader.example");
            HttpResponse<String> allowed = newsroom.post(link(lastMail("one" + i + "@crowd.example")), "");
            assertThat(allowed.body()).contains("Bitte sehen Sie in Ihr neues Postfach");
        }
        newsroom.settle();

        assertThat(mailsTo("victim@reader.example")).hasSize(3);
    }

    @Test
    void whomTheNewsroomHasClosedIsOfferedNothingAndLinksOpenNothing() {
        ReaderId ida = reader("ida@closed.example", "de");
        assertThat(newsroom.get(me(ida)).body()).contains("Meine Daten");
        ask(ida, "erasure");
        String link = link(lastMail("ida@closed.example"));
        suppress(ida, Suppression.Why.BY_HAND);

        assertThat(newsroom.get(me(ida)).body()).doesNotContain("Meine Daten");
        assertThat(ask(ida, "export").statusCode()).isEqualTo(404);
        assertThat(newsroom.get(link).statusCode()).isEqualTo(410);
        assertThat(newsroom.post(link, "").statusCode()).isEqualTo(410);
        assertThat(known("ida@closed.example")).isTrue();
    }

    @Test
    void whatRanOutIsForgotten() {
        ReaderId ida = reader("ida@past.example", "de");
        move(ida, "ida@future.example");
        String kept = "select count(*) from petition where address = 'ida@future.example'";
        assertThat(count(kept)).isOne();

        newsroom.clock().advance(Duration.ofMinutes(121));
        newsroom.rooms().readers().own().petitioning().forgetExpired();

        assertThat(count(kept)).isZero();
    }

    @Test
    void aLinkThatIsNotOursOpensNothing() {
        ReaderId ida = reader("ida@foreign.example", "de");
        String confirm = newsroom.rooms().ground().links().confirm(1);

        for (String path : List.of("/me/link/AAAA", "/me/link/" + confirm, "/me/AAAA/data")) {
            assertThat(newsroom.get(path).statusCode()).as(path).isEqualTo(404);
            assertThat(newsroom.post(path, "ask=export").statusCode()).as(path).isEqualTo(404);
        }
        assertThat(newsroom.get(me(ida) + "/data").body()).contains("Bitte sehen Sie in Ihr Postfach");
    }

    private static ReaderId reader(String email, String language) {
        imported(email, language);
        JsonNode found = json(
                newsroom.call("GET", "/readers?email=" + encoded(email), "").body());
        return new ReaderId(Integer.parseInt(found.at("/items/0/id").asText()));
    }

    private static JsonNode imported(String email, String language) {
        String line = """
                {"email":"%s","language":"%s","follows":[{"topic":"hafen","cadence":"instant"}],\
                "consent":{"at":"2026-01-05T10:00:00Z","source":"Abo-Liste"}}
                """.formatted(email, language);
        return json(newsroom.call("POST", "/readers/import", line).body());
    }

    private static void suppress(ReaderId reader, Suppression.Why why) {
        var room = newsroom.rooms();
        room.ground()
                .db()
                .change(tx -> room.readers()
                        .readers()
                        .suppress(tx, reader, new Suppression(newsroom.clock().instant(), why, "")));
    }

    private static String published(String headline) {
        String text = "{\"headline\":\"" + headline + "\",\"body\":\"<p>a</p>\",\"topics\":[\"hafen\"]}";
        String article =
                json(newsroom.call("POST", "/articles", text).body()).path("id").asText();
        newsroom.call("POST", "/articles/" + article + "/publication", "{\"alert\":true}");
        newsroom.settle();
        return article;
    }

    /// Lets the grace go by and waits until all deliveries have ended.
    private static void arrived(String email, int least) {
        newsroom.clock().advance(Duration.ofSeconds(GRACE_SECONDS + 1));
        newsroom.settle();
        Waiting.until(
                "all is carried",
                () -> count("select count(*) from slice_lease where ended_at is null") == 0
                        && alerts(email).size() >= least);
    }

    private static HttpResponse<String> ask(ReaderId reader, String what) {
        HttpResponse<String> answer = post(me(reader) + "/data", "ask=" + what);
        newsroom.settle();
        return answer;
    }

    private static HttpResponse<String> move(ReaderId reader, String to) {
        HttpResponse<String> answer = post(me(reader) + "/data", "ask=move&email=" + encoded(to));
        newsroom.settle();
        return answer;
    }

    private static HttpResponse<String> post(String path, String form) {
        return newsroom.post(path, form, "Content-Type", "application/x-www-form-urlencoded");
    }

    private static String me(ReaderId reader) {
        return "/me/" + newsroom.rooms().ground().links().me(reader);
    }

    private static String link(StoredMail mail) {
        Matcher link = LINK.matcher(mail.text());
        assertThat(link.find()).as(mail.text()).isTrue();
        return link.group();
    }

    private static StoredMail lastMail(String to) {
        List<StoredMail> mails = mailsTo(to);
        assertThat(mails).as("mails to " + to).isNotEmpty();
        return mails.getFirst();
    }

    /// Service mails, the latest first.
    private static List<StoredMail> mailsTo(String address) {
        return all(address).stream()
                .filter(mail -> mail.source().contains("X-Depesche-Kind: confirm"))
                .toList();
    }

    private static List<String> alerts(String address) {
        return all(address).stream()
                .filter(mail -> mail.source().contains("X-Depesche-Kind: new"))
                .map(StoredMail::subject)
                .toList();
    }

    private static List<StoredMail> all(String address) {
        var mailbox = newsroom.rooms().mail().mailbox();
        return mailbox.newest(1_000).stream()
                .filter(mail -> mail.recipient().equals(address))
                .map(mail -> mailbox.read(mail.id()).orElseThrow())
                .toList();
    }

    private static boolean known(String email) {
        return count("select count(*) from reader where email = '" + email + "'") == 1;
    }

    private static long count(String sql) {
        return newsroom.rooms()
                .ground()
                .db()
                .read(tx -> tx.createQuery(sql).mapTo(Long.class).one());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
