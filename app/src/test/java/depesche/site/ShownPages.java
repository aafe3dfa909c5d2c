package depesche.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import depesche.account.Actor;
import depesche.account.ReaderId;
import depesche.picture.PictureResult;
import depesche.testing.TestData;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/// A newsroom that has published, corrected and withdrawn, and has readers: every kind of page that it shows to the
/// world, by a short name.
final class ShownPages {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LONGEST = "Donaudampfschifffahrtsgesellschaftskapitänspatentverlängerungsverfahren";
    private static final String TEXT =
            "<p>Die Hafenverwaltungsgesellschaft sperrte die Containerumschlagsanlagen.</p>".repeat(8)
                    + "<h2>Die Nacht</h2><ul><li>Kräne</li></ul><blockquote><p>So war es.</p></blockquote>"
                    + "<table><tr><th>Zeit</th><th>Pegel</th></tr><tr><td>3 Uhr</td><td>5,20 m</td></tr></table>";

    private final TestNewsroom newsroom;
    private final Map<String, String> pages = new LinkedHashMap<>();

    private ShownPages(TestNewsroom newsroom) {
        this.newsroom = newsroom;
    }

    /// Publishes all that and says where it is.
    static Map<String, String> of(TestNewsroom newsroom) throws IOException {
        var shown = new ShownPages(newsroom);
        String picture = shown.picture();
        shown.paper(picture);
        shown.readers(picture);
        return Map.copyOf(shown.pages);
    }

    private void paper(String picture) throws IOException {
        topic("wirtschaft", "Wirtschaft", "");
        topic("hafen", "Hafen & Schifffahrt", "wirtschaft");
        topic("wetter", "Wetter", "");
        for (int i = 1; i <= 24; i++) {
            publish("Sturm sperrt den Hafen zum " + i + ". Mal", i % 3 == 0 ? "wetter" : "hafen", picture);
        }
        JsonNode last = publish(LONGEST, "hafen", picture);
        translated(last, picture);
        amended(last);
        Waiting.until(
                "the last article is found",
                () -> newsroom.get("/search?q=" + LONGEST).body().contains("<mark>" + LONGEST));
        pages.put("front", "/");
        pages.put("article", path(last));
        pages.put("topic", "/topics/wirtschaft");
        pages.put("search", "/search");
        pages.put("found", "/search?q=Hafen+Containerumschlagsanlagen");
        pages.put("nothing-found", "/search?q=Zebra");
        pages.put("narrowed", "/search?q=Sturm+topic:hafen+from:2026-01-01+to:2026-12-31");
        pages.put("misspelt", "/search?q=Containerumschlagsanlgen");
        pages.put("misread", "/search?q=Sturm+von:" + LONGEST + "+autor:niemand");
        pages.put("corrections", "/corrections");
        pages.put("archive", "/archive");
        pages.put("archive-month", "/archive/2026/03");
        pages.put("archive-day", "/archive/2026/03/01");
        pages.put("imprint", "/imprint");
        pages.put("privacy", "/privacy");
        pages.put("nothing", "/hier/ist/nichts");
        pages.put("gone", withdrawn());
    }

    private void readers(String picture) throws IOException {
        var links = newsroom.rooms().ground().links();
        var reader = new ReaderId(confirmedReader("ida@reader.example"));
        JsonNode told = publish("Wovon Ida hört", "hafen", picture);
        pages.put("follow", "/follow");
        pages.put("asked", "/follow/asked");
        pages.put("confirm", "/follow/confirm/" + links.confirm(asked("offen@reader.example")));
        pages.put("me", "/me/" + links.me(reader));
        pages.put("me-closed", "/me/" + links.me(closed("zu@reader.example")));
        pages.put("unsubscribe", "/unsubscribe/" + links.unsubscribe(alert(told), reader));
    }

    private void translated(JsonNode original, String picture) throws IOException {
        var fields = fields("The storm closes the harbour", "hafen", picture);
        fields.put("language", "en").put("translationOf", id(original));
        publish(fields);
    }

    /// An article with all that can stand below it.
    private void amended(JsonNode publication) {
        String article = "/articles/" + id(publication);
        write(article + "/update", "{\"note\":\"Die Kräne stehen wieder.\"}");
        write(article + "/correction", "{\"note\":\"Es waren <drei> & nicht vier Kräne.\"}");
        write(
                article + "/reply",
                "{\"headline\":\"Gegendarstellung\",\"body\":\"<p>Ich war nicht dort.</p>\",\"of\":\"Herr Kran\"}");
    }

    private String withdrawn() throws IOException {
        JsonNode publication = publish("Alles falsch", "wetter", "");
        write("/articles/" + id(publication) + "/kill", "{\"reason\":\"erfunden\"}");
        return path(publication);
    }

    private void write(String path, String json) {
        var answer = newsroom.call("POST", path, json);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    }

    private void topic(String slug, String label, String parent) {
        String json = parent.isEmpty()
                ? "{\"slug\":\"%s\",\"labels\":{\"de\":\"%s\"}}".formatted(slug, label)
                : "{\"slug\":\"%s\",\"labels\":{\"de\":\"%s\"},\"parent\":\"%s\"}".formatted(slug, label, parent);
        assertThat(newsroom.call("POST", "/topics", json).statusCode()).isEqualTo(201);
    }

    private JsonNode publish(String headline, String topic, String picture) throws IOException {
        return publish(fields(headline, topic, picture));
    }

    private ObjectNode fields(String headline, String topic, String picture) {
        ObjectNode fields = JSON.createObjectNode();
        fields.put("headline", headline)
                .put("kicker", "Unwetter")
                .put("body", TEXT)
                .put("dateline", "Brandmünde");
        fields.put("standfirst", "Die Böen erreichten in der Nacht Orkanstärke. Alle Schiffe bleiben am Kai.");
        fields.putArray("topics").add(topic);
        fields.putArray("bylines").add("Tom Tinte");
        fields.putArray("sources").add("Hafenmeisterei");
        if (!picture.isEmpty()) {
            fields.put("pictureId", picture);
        }
        return fields;
    }

    private JsonNode publish(ObjectNode fields) throws IOException {
        JsonNode article = JSON.readTree(
                newsroom.call("POST", "/articles", fields.toString()).body());
        String publication = "/articles/" + article.path("id").asText() + "/publication";
        return JSON.readTree(
                newsroom.call("POST", publication, "{\"alert\":true}").body());
    }

    private static String id(JsonNode publication) {
        return path(publication).split("/")[1];
    }

    private static String path(JsonNode publication) {
        return URI.create(publication.path("url").asText()).getRawPath();
    }

    private static long alert(JsonNode publication) {
        return publication.path("alertId").asLong();
    }

    private String picture() throws IOException {
        byte[] bytes = Files.readAllBytes(TestData.repository().resolve("demo/pictures/sturmflut.jpg"));
        return switch (newsroom.rooms().paper().pictures().take(bytes)) {
            case PictureResult.Taken taken -> Long.toString(taken.picture().id().value());
            case PictureResult other -> throw new AssertionError(other);
        };
    }

    private long asked(String email) {
        newsroom.post(
                "/follow",
                "topic=wirtschaft&topic=wetter&email=" + email.replace("@", "%40"),
                "Content-Type",
                "application/x-www-form-urlencoded");
        return newsroom.rooms()
                .ground()
                .db()
                .read(tx -> tx.createQuery("select max(id) from follow_request")
                        .mapTo(Long.class)
                        .one());
    }

    private ReaderId closed(String email) {
        var rooms = newsroom.rooms();
        var reader = new ReaderId(confirmedReader(email));
        rooms.ground()
                .db()
                .write(tx -> rooms.readers().suppressing().close(tx, reader, "Auf Wunsch", Actor.program("test")));
        return reader;
    }

    private int confirmedReader(String email) {
        String token = newsroom.rooms().ground().links().confirm(asked(email));
        newsroom.post("/follow/confirm/" + token, "");
        return newsroom.rooms()
                .ground()
                .db()
                .read(tx -> tx.createQuery("select max(id) from reader")
                        .mapTo(Integer.class)
                        .one());
    }
}
