package depesche.delivery;

import depesche.testing.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A newsroom as a machine sees it, through the API.
final class OverHttp {

    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;
    private final String token;

    OverHttp(String address, String token) {
        this.address = address;
        this.token = token;
    }

    /// A topic with so many followers: of each three one follows it, one a search that [#publish] meets, one both.
    void prepare(int readers) {
        post("/topics", "application/json", """
                {"slug": "harbour", "labels": {"de": "Hafen"}}""");
        String lines = IntStream.range(0, readers)
                .mapToObj(number -> """
                        {"email": "reader%d@reader.example", "language": "de", "follows": [%s], \
                        "consent": {"at": "2026-01-01T00:00:00Z", "source": "form"}}""".formatted(number, follows(number)))
                .collect(Collectors.joining("\n"));
        post("/readers/import", "application/x-ndjson", lines);
    }

    private static String follows(int reader) {
        String topic = "{\"topic\": \"harbour\", \"cadence\": \"instant\"}";
        String search = "{\"query\": \"schiffe -kran\", \"cadence\": \"instant\"}";
        return List.of(topic, search, topic + ", " + search).get(reader % 3);
    }

    /// Publishes with alert, and gives its id.
    String publish(String headline) {
        String article = post("/articles", "application/json", """
                {"headline": "%s", "body": "<p>Kein Schiff läuft aus.</p>", "topics": ["harbour"]}""".formatted(headline));
        String published = post("/articles/" + value(article, "id") + "/publication", "application/json", """
                {"alert": true}""");
        return value(published, "alertId");
    }

    /// A draft; gives its id.
    String draft(String headline) {
        return value(post("/articles", "application/json", """
                {"headline": "%s", "body": "<p>Kein Schiff läuft aus.</p>", "topics": ["harbour"]}""".formatted(headline)), "id");
    }

    /// Publishes a draft with alert, or hears which alert it was; gives the alert's id.
    String publication(String article) {
        return value(post("/articles/" + article + "/publication", "application/json", """
                {"alert": true}"""), "alertId");
    }

    boolean isDone(String alert) {
        return value(get("/alerts/" + alert), "state").equals("done");
    }

    void awaitDone(String alert, Duration limit) {
        Waiting.until(limit, "alert " + alert + " done", () -> isDone(alert));
    }

    int accepted(String alert) {
        return count(alert, "accepted");
    }

    int count(String alert, String name) {
        return Integer.parseInt(value(get("/alerts/" + alert), name));
    }

    private String get(String path) {
        return send(request(path).GET().build());
    }

    private String post(String path, String type, String body) {
        return send(request(path)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
                .header("Authorization", "Bearer " + token);
    }

    private String send(HttpRequest request) {
        try {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new AssertionError(request.uri() + " answers " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private static String value(String json, String name) {
        var matcher = Pattern.compile("\"" + name + "\":\\s*\"?([^\",}]+)").matcher(json);
        if (!matcher.find()) {
            throw new AssertionError("no " + name + " in " + json);
        }
        return matcher.group(1);
    }
}
