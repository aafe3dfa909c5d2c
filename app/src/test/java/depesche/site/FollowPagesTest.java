package depesche.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.account.LinkTokens;
import depesche.account.ReaderId;
import depesche.testing.TestNewsroom;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FollowPagesTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    @BeforeAll
    static void topics() {
        topic("{\"slug\":\"wirtschaft\",\"labels\":{\"de\":\"Wirtschaft\",\"en\":\"Business\"}}");
        topic("{\"slug\":\"hafen\",\"labels\":{\"de\":\"Hafen\",\"en\":\"Harbour\"},\"parent\":\"wirtschaft\"}");
        topic("{\"slug\":\"wetter\",\"labels\":{\"de\":\"Wetter\",\"en\":\"Weather\"}}");
    }

    @Test
    void aFormWithFaultsComesBackFilledInWithAllOfThem() {
        HttpResponse<String> answer =
                post("/follow", "email", "ida@", "topic", "nix", "topic", "hafen", "cadence", "hourly");

        Document page = Jsoup.parse(answer.body());
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(page.select("input[name=email]").attr("value")).isEqualTo("ida@");
        assertThat(page.select("input[name=topic][checked]").eachAttr("value")).containsExactly("hafen");
        assertThat(page.select(".faults li")).hasSize(3);
        assertThat(page.select(".faults").attr("role")).isEqualTo("alert");
    }

    @Test
    void anEmptyFormIsToldWhatIsMissing() {
        Document page = Jsoup.parse(post("/follow", "language", "en").body());

        assertThat(page.select(".faults li").eachText())
                .containsExactly(
                        "Please give your e-mail address.",
                        "Please choose at least one topic, story, author or search.");
    }

    @Test
    void aSearchThatCannotBeFollowedComesBackAsItWasTypedWithWhatIsWrong() {
        HttpResponse<String> answer = post(
                "/follow", "email", "ida@reader.example", "q", "-\"alte <Oper>\"", "q", "kran topic:nix", "q", " ");

        Document page = Jsoup.parse(answer.body());
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(page.select("input[name=q]").eachAttr("value"))
                .containsExactly("-\"alte <Oper>\"", "kran topic:nix");
        assertThat(page.select(".faults li").eachText())
                .containsExactly(
                        "Eine Suche braucht ein Wort, das vorkommen muss.",
                        "Eines der Themen gibt es nicht oder nicht mehr.");
    }

    @Test
    void aReadersOwnPageShowsSearchesWithTheirPaceAndEndsThem() {
        int id = reader(confirmed("suche@reader.example", "hafen&q=Alte+%22Oper%22&q=kran"));
        String path = "/me/" + links().me(new ReaderId(id));

        Document page = Jsoup.parse(newsroom.get(path).body());
        assertThat(page.select("main").text()).contains("Suche „alte \"oper\"“", "Suche „kran“");
        String number = page.select("li:contains(oper) input[name=end-search]").val();
        post(path, "wishes", "save", "zone", "Europe/Berlin", "cadence-search:" + number, "weekly");
        assertThat(Jsoup.parse(newsroom.get(path).body())
                        .select("select[name=cadence-search:" + number + "] option[selected]")
                        .eachAttr("value"))
                .containsExactly("weekly");

        post(path, "end-search", number);
        post(path, "end-search", "-1", "end-search", "9999999999999", "end-search", "x");

        assertThat(searches(path)).containsExactly("Suche „kran“");
    }

    private static List<String> searches(String me) {
        return Jsoup.parse(newsroom.get(me).body()).select("li:has(input[name=end-search]) .words").eachText().stream()
                .map(row -> row.replaceFirst("“ .*", "“"))
                .toList();
    }

    @Test
    void oneClickEndsTheSearchThatWasAReason() throws Exception {
        int id = reader(confirmed("sturm@reader.example", "wetter&q=st%C3%BCrmt&q=regen"));
        String path = "/unsubscribe/" + links().unsubscribe(alertOn("hafen"), new ReaderId(id));

        assertThat(Jsoup.parse(newsroom.get(path).body()).select(".follows li").eachText())
                .containsExactly("Suche „stürmt“");
        newsroom.post(path, "List-Unsubscribe=One-Click", "Content-Type", FORM);

        String me = "/me/" + links().me(new ReaderId(id));
        assertThat(searches(me)).containsExactly("Suche „regen“");
        assertThat(following(me)).containsExactly("wetter");
    }

    @Test
    void knownAndUnknownAddressesGetTheSameAnswer() {
        HttpResponse<String> known =
                post("/follow", "email", confirmed("known@reader.example", "hafen"), "topic", "hafen");
        HttpResponse<String> unknown = post("/follow", "email", "new@reader.example", "topic", "hafen");

        assertThat(known.statusCode()).isEqualTo(303);
        assertThat(known.headers().map()).isEqualTo(unknown.headers().map());
        assertThat(known.body()).isEqualTo(unknown.body());
        String next = known.headers().firstValue("location").orElseThrow();
        assertThat(newsroom.get(next).body()).contains("Bitte sehen Sie in Ihr Postfach");
    }

    @Test
    void lookingAtAConfirmationChangesNothingAndTheButtonConfirms() {
        String path = "/follow/confirm/" + links().confirm(asked("ida@reader.example", "wirtschaft"));

        Document page = Jsoup.parse(newsroom.get(path).body());
        newsroom.get(path);
        assertThat(reader("ida@reader.example")).isZero();
        assertThat(page.select("main").text()).contains("Wirtschaft").contains("Hafen");
        assertThat(page.select("form").attr("action")).isEqualTo(path);

        HttpResponse<String> answer = post(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Sie folgen jetzt");
        assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("referrer-policy")).hasValue("no-referrer");
        assertThat(reader("ida@reader.example")).isPositive();
        assertThat(post(path).statusCode()).isEqualTo(200);
        assertThat(newsroom.get(path).body()).contains("schon bestätigt");
    }

    @Test
    void aReadersOwnPageShowsAndEndsFollows() {
        int id = reader(confirmed("emil@reader.example", "hafen", "wetter"));
        String path = "/me/" + links().me(new ReaderId(id));

        Document page = Jsoup.parse(newsroom.get(path).body());
        assertThat(page.select("main").text()).contains("emil@reader.example", "Hafen", "Wetter", "Wozu Sie Ja gesagt");
        assertThat(post(path, "end", "hafen").statusCode()).isEqualTo(303);
        assertThat(Jsoup.parse(newsroom.get(path).body())
                        .select("input[name=end]")
                        .eachAttr("value"))
                .containsExactly("wetter");
        post(path, "all", "yes");
        assertThat(newsroom.get(path).body()).contains("Sie folgen zurzeit nichts");
    }

    @Test
    void oneClickEndsTheReasonsOfThatMailAndOnlyThose() throws Exception {
        int id = reader(confirmed("klick@reader.example", "wirtschaft", "wetter"));
        String path = "/unsubscribe/" + links().unsubscribe(alertOn("hafen"), new ReaderId(id));
        String me = "/me/" + links().me(new ReaderId(id));

        assertThat(Jsoup.parse(newsroom.get(path).body()).select(".follows li").eachText())
                .containsExactly("Wirtschaft");
        newsroom.get(path);
        assertThat(newsroom.get(me).body()).contains("Wirtschaft");

        String boundary =
                "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
        HttpResponse<String> multipart =
                newsroom.post(path, boundary, "Content-Type", "multipart/form-data; boundary=b");
        HttpResponse<String> encoded = newsroom.post(path, "List-Unsubscribe=One-Click", "Content-Type", FORM);

        assertThat(List.of(multipart.statusCode(), encoded.statusCode())).containsOnly(200);
        assertThat(multipart.headers().firstValue("set-cookie")).isEmpty();
        assertThat(multipart.body()).isEqualTo(encoded.body()).contains("Abbestellt");
        assertThat(following(me)).containsExactly("wetter");

        post(path, "act", "undo");
        assertThat(following(me)).containsExactlyInAnyOrder("wetter", "wirtschaft");
        post(path, "act", "all");
        assertThat(following(me)).isEmpty();
    }

    @Test
    void behindAProxyTheLimitCountsWhoAsksAndNotTheProxy() {
        for (int i = 0; i < 30; i++) {
            assertThat(asks(i, "192.0.2.7")).isEqualTo(303);
        }

        assertThat(asks(30, "192.0.2.7")).isEqualTo(429);
        assertThat(asks(31, "192.0.2.99, 192.0.2.7"))
                .as("made up by the client")
                .isEqualTo(429);
        assertThat(asks(32, "192.0.2.8")).isEqualTo(303);
    }

    private static int asks(int number, String forwardedFor) {
        String form = "topic=hafen&email=flood" + number + "%40reader.example";
        return newsroom.post("/follow", form, "Content-Type", FORM, "X-Forwarded-For", forwardedFor)
                .statusCode();
    }

    @Test
    void aLinkThatIsNotOursOpensNothing() {
        for (String path : List.of("/me/AAAA", "/unsubscribe/AAAA", "/follow/confirm/AAAA", "/me/" + "A".repeat(500))) {
            assertThat(newsroom.get(path).statusCode()).as(path).isEqualTo(404);
            assertThat(post(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    private static List<String> following(String me) {
        return Jsoup.parse(newsroom.get(me).body()).select("input[name=end]").eachAttr("value");
    }

    private static long alertOn(String topic) throws Exception {
        var json = new ObjectMapper();
        String article = """
                {"headline":"Sturm","body":"<p>Es stürmt.</p>","topics":["%s"]}
                """.formatted(topic);
        String id = json.readTree(newsroom.call("POST", "/articles", article).body())
                .path("id")
                .asText();
        String published = newsroom.call("POST", "/articles/" + id + "/publication", "{\"alert\":true}")
                .body();
        newsroom.settle();
        return json.readTree(published).path("alertId").asLong();
    }

    private static String confirmed(String email, String... topics) {
        newsroom.rooms().readers().following().confirm(links().confirm(asked(email, topics)));
        return email;
    }

    private static long asked(String email, String... topics) {
        String fields = "email=" + URLEncoder.encode(email, StandardCharsets.UTF_8);
        for (String topic : topics) {
            fields += "&topic=" + topic;
        }
        assertThat(newsroom.post("/follow", fields, "Content-Type", FORM).statusCode())
                .isEqualTo(303);
        return newsroom.rooms()
                .ground()
                .db()
                .read(tx -> tx.createQuery("select max(id) from follow_request")
                        .mapTo(Long.class)
                        .one());
    }

    private static int reader(String email) {
        return newsroom.rooms()
                .ground()
                .db()
                .read(tx -> tx.createQuery("select coalesce(max(id), 0) from reader where email = :email")
                        .bind("email", email)
                        .mapTo(Integer.class)
                        .one());
    }

    private static LinkTokens links() {
        return newsroom.rooms().ground().links();
    }

    private static void topic(String json) {
        assertThat(newsroom.call("POST", "/topics", json).statusCode()).isEqualTo(201);
    }

    private static HttpResponse<String> post(String path, String... fields) {
        var body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(i == 0 ? "" : "&")
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return newsroom.post(path, body.toString(), "Content-Type", FORM);
    }
}
