package depesche.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.account.Role;
import depesche.testing.TestNewsroom;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoryProposalsTest {

    private static final List<String> FIRE = List.of(
            "Brand im Chemiewerk Leuna|Im Chemiewerk Leuna ist ein Brand ausgebrochen. Die Feuerwehr löscht am Tanklager.",
            "Leuna: Feuerwehr löscht Brand|Der Brand im Chemiewerk Leuna ist gelöscht. Das Tanklager ist zerstört.",
            "Nach dem Brand in Leuna|Wie der Brand am Tanklager im Chemiewerk Leuna entstand, prüft jetzt ein Gutachter.",
            "Gutachter in Leuna|Ein Gutachter sieht das Tanklager im Chemiewerk Leuna an, in dem der Brand entstand.",
            "Leuna baut wieder auf|Das Chemiewerk Leuna baut sein Tanklager nach dem Brand wieder auf.",
            "Brand in Leuna: Ursache klar|Ein Kabel war Ursache für den Brand am Tanklager im Chemiewerk Leuna.");

    private static final List<String> PLACES = List.of(
            "Suhl Glashütte Ofenhaus",
            "Prenzlau Speicher Silo",
            "Wismar Werft Dock",
            "Zwickau Weberei Spinnsaal",
            "Bautzen Senffabrik Kühlhaus",
            "Cottbus Kraftwerk Trafo",
            "Weimar Brauerei Sudhaus",
            "Stendal Molkerei Rampe");

    private static final List<String> VOTE = List.of(
            "Riverside votes on bridge|Voters in Riverside decide on the Harper bridge. Mayor Collins wants the toll.",
            "Harper bridge wins in Riverside|The Harper bridge has won. Mayor Collins said Riverside voters chose the toll.",
            "Recount for Harper bridge|Riverside counts its votes on the Harper bridge again, says mayor Collins. The toll waits.");

    private static final List<String> OTHERS = List.of(
            "Kirschernte beginnt|Die Bauern am Bodensee pflücken die ersten Kirschen.",
            "Neue Orgel im Dom|Der Organist probt für das Konzert am Sonntag.",
            "Handball: Sieg für Kiel|Kiel gewinnt knapp gegen Flensburg.",
            "Zoo zeigt Tigerbabys|Drei Tiger kamen zur Welt.");

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static final TopicsOverHttp http = new TopicsOverHttp(newsroom);

    @BeforeAll
    static void topic() {
        http.topic("news", "Nachrichten", "");
        http.topic("extra", "Extra", "");
    }

    private static int fires;

    /// What came out before is out of sight, and what comes is elsewhere.
    @BeforeEach
    void later() {
        newsroom.clock().advance(Duration.ofDays(30));
        fires++;
        publishAll(OTHERS, "de");
    }

    /// The fire of this test.
    private static List<String> fire(int from, int to) {
        String[] names = PLACES.get(fires % PLACES.size()).split(" ");
        return FIRE.subList(from, to).stream()
                .map(text -> text.replace("Leuna", names[0])
                        .replace("Chemiewerk", names[1])
                        .replace("Tanklager", names[2]))
                .toList();
    }

    private static String place() {
        return PLACES.get(fires % PLACES.size()).replaceAll(" .*", "");
    }

    @Test
    void whatBelongsTogetherIsProposedWithItsWordsInBothLanguages() {
        List<String> fire = publishAll(fire(0, 3), "de");
        List<String> vote = publishAll(VOTE, "en");

        JsonNode items = proposed();

        assertThat(items).hasSize(2);
        JsonNode german = of(items, "de");
        assertThat(ids(german)).containsExactlyElementsOf(fire);
        assertThat(texts(german.path("words"))).contains(place());
        assertThat(german.path("name").asText()).contains(place());
        assertThat(german.path("story").isNull()).isTrue();
        assertThat(ids(of(items, "en"))).containsExactlyElementsOf(vote);
        assertThat(texts(of(items, "en").path("words"))).contains("Harper");
    }

    @Test
    void acceptingMakesTheStoryAndTheNextArticleIsProposedForIt() {
        List<String> fire = publishAll(fire(0, 3), "de");
        String proposal = proposed().get(0).path("id").asText();

        JsonNode accepted = done(decide(proposal, "acceptance", "{\"title\":\"Der Brand von Leuna A\"}"));

        assertThat(accepted.path("story").path("slug").asText()).isEqualTo("der-brand-von-leuna-a");
        assertThat(texts(accepted.path("articles"))).containsExactlyElementsOf(fire);
        assertThat(newsroom.get("/stories/der-brand-von-leuna-a").body()).contains("Brand im ");
        assertThat(proposed()).isEmpty();
        HttpResponse<String> again = decide(proposal, "acceptance", "{}");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("story-proposal-decided", "accepted");

        List<String> next = publishAll(fire(3, 4), "de");
        JsonNode joining = proposed();
        assertThat(joining).hasSize(1);
        assertThat(ids(joining.get(0))).containsExactlyElementsOf(next);
        assertThat(joining.get(0).path("story").path("slug").asText()).isEqualTo("der-brand-von-leuna-a");
        done(decide(joining.get(0).path("id").asText(), "acceptance", ""));
        assertThat(newsroom.get("/stories/der-brand-von-leuna-a").body()).contains("Gutachter in ");
    }

    @Test
    void nobodyIsToldOfWhatWasOutBeforeItCameIntoAStory() {
        newsroom.call("POST", "/stories", "{\"slug\":\"leuna-b\",\"title\":\"Leuna B\"}");
        follower("leuna-b", "b@reader.example");
        List<String> fire = publishAll(fire(0, 3), "de");
        newsroom.settle();
        int before = alerts();
        String proposal = proposed().get(0).path("id").asText();

        done(decide(proposal, "acceptance", "{\"story\":\"leuna-b\"}"));
        newsroom.settle();

        assertThat(newsroom.get("/stories/leuna-b").body()).contains("Brand im ");
        assertThat(alerts()).isEqualTo(before);
        HttpResponse<String> updated = newsroom.call(
                "POST",
                "/articles/" + fire.getFirst() + "/update",
                "{\"note\":\"Neu\",\"topics\":[\"news\",\"extra\"]}");
        assertThat(updated.statusCode()).as(updated.body()).isLessThan(300);
        newsroom.clock().advance(Duration.ofHours(1));
        newsroom.settle();
        assertThat(planned()).isZero();

        HttpResponse<String> made = newsroom.call("POST", "/articles", """
                {"headline":"Leuna heute","body":"<p>Text.</p>","language":"de","topics":["news"],"story":"leuna-b"}
                """);
        newsroom.call(
                "POST",
                "/articles/" + OpenApi.tree(made.body()).path("id").asText() + "/publication",
                "{\"alert\":true}");
        newsroom.settle();
        assertThat(planned()).isOne();
    }

    @Test
    void whatWasDismissedComesAgainOnlyWhenItHasGrown() {
        publishAll(fire(0, 3), "de");
        String proposal = proposed().get(0).path("id").asText();

        assertThat(done(decide(proposal, "dismissal", "")).path("state").asText())
                .isEqualTo("dismissed");
        assertThat(proposed()).isEmpty();
        publishAll(fire(3, 4), "de");
        assertThat(proposed()).isEmpty();
        assertThat(items("?state=dismissed").get(0).path("id").asText()).isEqualTo(proposal);
        publishAll(fire(4, 5), "de");

        JsonNode grown = proposed();

        assertThat(grown).hasSize(1);
        assertThat(ids(grown.get(0))).hasSize(5);
        assertThat(decide(proposal, "dismissal/undo", "").body()).contains("story-proposal-decided", "newer proposal");
    }

    @Test
    void aDismissalIsTakenBackAndAnOpenProposalGrows() {
        publishAll(fire(0, 3), "de");
        String proposal = proposed().get(0).path("id").asText();
        done(decide(proposal, "dismissal", ""));
        done(decide(proposal, "dismissal/undo", ""));
        publishAll(fire(3, 4), "de");

        JsonNode items = proposed();

        assertThat(items).hasSize(1);
        assertThat(items.get(0).path("id").asText()).isEqualTo(proposal);
        assertThat(ids(items.get(0))).hasSize(4);
        newsroom.clock().advance(Duration.ofDays(20));
        assertThat(proposed()).isEmpty();
        assertThat(decide(proposal, "acceptance", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void proposedAtOnceThereIsOneAndAcceptedAtOnceOneStory() throws Exception {
        publishAll(fire(0, 3), "de");
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Boolean>> runs = Stream.generate(() -> (Callable<Boolean>) () -> {
                        propose();
                        return true;
                    })
                    .limit(4)
                    .toList();
            for (Future<Boolean> run : threads.invokeAll(runs)) {
                run.get();
            }
            JsonNode items = items("");
            assertThat(items).hasSize(1);
            String proposal = items.get(0).path("id").asText();
            List<Callable<Integer>> accepting = new ArrayList<>();
            for (int run = 0; run < 4; run++) {
                String title = "{\"title\":\"Leuna C" + run + "\"}";
                accepting.add(() -> decide(proposal, "acceptance", title).statusCode());
            }
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(accepting)) {
                answers.add(answer.get());
            }
            assertThat(answers).containsExactlyInAnyOrder(200, 409, 409, 409);
        }
        assertThat(newsroom.call("GET", "/stories", "").body().split("Leuna C")).hasSize(2);
    }

    @Test
    void everyFaultIsInOneAnswerAndNothingHalfStays() {
        publishAll(fire(0, 3), "de");
        String proposal = proposed().get(0).path("id").asText();

        HttpResponse<String> answer = decide(
                proposal, "acceptance", "{\"slug\":\"Ä\",\"title\":\"Leuna D\",\"articles\":[\"x\"],\"colour\":1}");
        HttpResponse<String> foreign =
                decide(proposal, "acceptance", "{\"slug\":\"leuna-d\",\"title\":\"D\",\"articles\":[\"1\"]}");
        HttpResponse<String> refused = newsroom.post(
                "/api/v1/story-proposals/" + proposal + "/dismissal",
                "",
                "Authorization",
                "Bearer " + newsroom.token(Role.REPORTER));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(OpenApi.tree(answer.body()).path("errors").findValuesAsText("field"))
                .contains("slug", "articles", "colour");
        assertThat(foreign.body()).contains("not-proposed");
        assertThat(newsroom.get("/stories/leuna-d").statusCode()).isEqualTo(404);
        assertThat(newsroom.call("GET", "/stories", "").body()).doesNotContain("leuna-d");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(decide("x", "dismissal", "").statusCode()).isEqualTo(404);
    }

    private static List<String> publishAll(List<String> texts, String language) {
        List<String> ids = new ArrayList<>();
        for (String text : texts) {
            newsroom.clock().advance(Duration.ofHours(1));
            String[] parts = text.split("\\|");
            HttpResponse<String> made = newsroom.call(
                    "POST",
                    "/articles",
                    "{\"headline\":\"" + parts[0] + "\",\"body\":\"<p>" + parts[1] + "</p>\",\"language\":\"" + language
                            + "\",\"topics\":[\"news\"]}");
            String id = OpenApi.tree(made.body()).path("id").asText();
            newsroom.call("POST", "/articles/" + id + "/publication", "{\"alert\":false}");
            ids.add(id);
        }
        return ids;
    }

    private static void follower(String story, String email) {
        String line = "{\"email\":\"" + email + "\",\"follows\":[{\"story\":\"" + story
                + "\",\"cadence\":\"instant\"}],\"consent\":{\"at\":\"2026-01-01T00:00:00Z\",\"source\":\"form\"}}";
        newsroom.call("POST", "/readers/import", line, "Content-Type", "application/x-ndjson");
    }

    private static int alerts() {
        return number("select count(*) from alert");
    }

    private static int planned() {
        return number("select coalesce(sum(planned), 0) from alert");
    }

    private static int number(String sql) {
        return newsroom.rooms()
                .ground()
                .db()
                .read(tx -> tx.createQuery(sql).mapTo(Integer.class).one());
    }

    private static void propose() {
        newsroom.rooms().search().suggestions().coverage().proposing().propose();
    }

    private static JsonNode proposed() {
        propose();
        return items("");
    }

    private static JsonNode items(String query) {
        HttpResponse<String> answer = newsroom.call("GET", "/story-proposals" + query, "");
        assertThat(description().faults("GET", "/story-proposals", answer)).isEmpty();
        return OpenApi.tree(answer.body()).path("items");
    }

    private static HttpResponse<String> decide(String proposal, String decision, String json) {
        HttpResponse<String> answer = newsroom.call("POST", "/story-proposals/" + proposal + "/" + decision, json);
        assertThat(description().faults("POST", "/story-proposals/{id}/" + decision, answer))
                .isEmpty();
        return answer;
    }

    private static OpenApi description() {
        return new OpenApi(newsroom.get("/api/openapi.json").body());
    }

    private static JsonNode done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return OpenApi.tree(answer.body());
    }

    private static JsonNode of(JsonNode items, String language) {
        for (JsonNode item : items) {
            if (item.path("language").asText().equals(language)) {
                return item;
            }
        }
        throw new AssertionError("none in " + language + ": " + items);
    }

    private static List<String> ids(JsonNode proposal) {
        return proposal.path("articles").findValuesAsText("id");
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
