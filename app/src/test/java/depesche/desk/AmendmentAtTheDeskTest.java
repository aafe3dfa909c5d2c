package depesche.desk;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Role;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import depesche.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A published article is updated, corrected, answered and withdrawn at the desk, which says first whom that reaches.
class AmendmentAtTheDeskTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    @BeforeAll
    static void readers() {
        newsroom.call("POST", "/topics", "{\"slug\": \"harbour\", \"labels\": {\"de\": \"Hafen\"}}");
        newsroom.call(
                "POST",
                "/readers/import",
                "{\"email\": \"ida@reader.example\", \"follows\": [{\"topic\": \"harbour\", \"cadence\": \"instant\"}],"
                        + " \"consent\": {\"at\": \"2026-01-01T00:00:00Z\", \"source\": \"test\"}}\n");
    }

    @Test
    void aCorrectionNeedsANoteAndThenLeadsToItsAlert() {
        Person ada = Person.of(newsroom, "Ada", Role.CHIEF);
        String article = published("Drei Kräne");
        Document page = ada.page(path(article));
        assertThat(page.select("button[value=correction]").text())
                .isEqualTo("Save as a correction: goes to one reader who was told the wrong version");

        var without = ada.post(path(article), form(page, "kind", "correction", "headline", "Zwei Kräne"));
        var done = ada.post(
                path(article),
                form(page, "kind", "correction", "headline", "Zwei Kräne", "note", "Es waren nicht drei."));
        var again = ada.post(path(article), form(page, "kind", "correction", "note", "Noch einmal."));

        assertThat(without.statusCode()).isEqualTo(422);
        assertThat(without.body()).contains("Zwei Kräne", "href=\"#f-note\"");
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(done.headers().firstValue("Location").orElseThrow()).startsWith("/desk/alerts/");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(field(article, "/headline")).isEqualTo("Zwei Kräne");
        assertThat(field(article, "/revision")).isEqualTo("2");
    }

    @Test
    void aKillIsAskedForTwice() {
        Person ada = Person.of(newsroom, "Berta", Role.CHIEF);
        String article = published("Erfundenes");
        Document page = ada.page(path(article));

        var asked = ada.post(path(article), form(page, "kind", "kill", "reason", "erfunden"));
        assertThat(asked.body()).contains("One reader who was told of this article learns that it is withdrawn");
        assertThat(field(article, "/state")).isEqualTo("published");
        var done = ada.post(path(article), form(page, "kind", "kill", "reason", "erfunden", "sure", "yes"));

        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(field(article, "/state")).isEqualTo("killed");
        assertThat(ada.get(path(article)).statusCode()).isEqualTo(404);
    }

    @Test
    void anEditorUpdatesAndNoMore() {
        Person eva = Person.of(newsroom, "Eva", Role.EDITOR);
        String article = published("Wind");
        Document page = eva.page(path(article));

        assertThat(page.select("button[name=kind]").eachAttr("value")).containsExactly("update");
        assertThat(eva.post(path(article), form(page, "kind", "reply", "of", "x"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(eva.post(path(article), form(page, "kind", "update", "note", "Neu."))
                        .statusCode())
                .isEqualTo(303);
        assertThat(field(article, "/notices/0/kind")).isEqualTo("update");
    }

    private static String path(String article) {
        return "/desk/articles/" + article + "/amendment";
    }

    private static List<String[]> form(Document page, String... typed) {
        List<String[]> fields = new ArrayList<>();
        for (String name : List.of("csrf", "revision")) {
            fields.add(new String[] {
                name, page.select("main input[name=" + name + "]").getFirst().attr("value")
            });
        }
        for (int i = 0; i < typed.length; i += 2) {
            fields.add(new String[] {typed[i], typed[i + 1]});
        }
        return fields;
    }

    private static String published(String headline) {
        String text = "{\"headline\": \"" + headline + "\", \"body\": \"<p>a</p>\", \"topics\": [\"harbour\"]}";
        String article = at(newsroom.call("POST", "/articles", text).body(), "/id");
        var publication = newsroom.call("POST", "/articles/" + article + "/publication", "{\"alert\": true}");
        String alert = "/alerts/" + at(publication.body(), "/alertId");
        newsroom.settle();
        // Not when the mail is there: who was told is known when the ledger says so.
        Waiting.until(
                "the alert is done",
                () -> at(newsroom.call("GET", alert, "").body(), "/state").equals("done"));
        return article;
    }

    private static String field(String article, String pointer) {
        return at(newsroom.call("GET", "/articles/" + article, "").body(), pointer);
    }

    private static String at(String json, String pointer) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8))
                .orElseThrow()
                .at(pointer)
                .asText();
    }
}
