package depesche.feed.activity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import depesche.testing.NpmTools;
import depesche.testing.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server of the open web that is no work of ours: a process of Node's with Fedify. It follows, and takes only what
/// it
/// can verify.
public final class ForeignServer implements AutoCloseable {

    static final String CAVAGE = "draft-cavage-http-signatures-12";
    public static final String RFC9421 = "rfc9421";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final String address;
    private final HttpClient client = HttpClient.newHttpClient();

    private ForeignServer(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    public static ForeignServer open() {
        Path program = NpmTools.program(ForeignServer.class, "follower.mjs", "activity");
        try {
            Process process = new ProcessBuilder("node", program.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String line = process.inputReader().readLine();
            return new ForeignServer(process, "http://127.0.0.1:" + line.replaceAll("\\D", ""));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    String actor(String user) {
        return address + "/users/" + user;
    }

    /// Has it do something, with fields in pairs.
    public JsonNode act(String what, String... fields) {
        ObjectNode asked = JSON.createObjectNode().put("do", what);
        for (int i = 0; i < fields.length; i += 2) {
            asked.put(fields[i], fields[i + 1]);
        }
        return send(asked);
    }

    JsonNode act(String what, String field, int number) {
        return send(JSON.createObjectNode().put("do", what).put(field, number));
    }

    /// How it answers what is of one type.
    void answerTo(String type, int status) {
        send(JSON.createObjectNode().put("do", "answerTo").put("type", type).put("status", status));
    }

    private JsonNode send(ObjectNode asked) {
        return read(HttpRequest.newBuilder(URI.create(address + "/control"))
                .POST(HttpRequest.BodyPublishers.ofString(asked.toString())));
    }

    private JsonNode read(HttpRequest.Builder request) {
        try {
            return JSON.readTree(
                    client.send(request.build(), BodyHandlers.ofString()).body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /// What came that it could verify.
    ///
    /// @param spec the style of its signature
    public record Came(String path, String spec, String type, String actor, JsonNode activity) {}

    List<Came> received() {
        List<Came> all = new ArrayList<>();
        came("received")
                .forEach(it -> all.add(new Came(
                        it.get("path").asText(),
                        it.get("spec").asText(),
                        it.get("type").asText(),
                        it.get("actor").asText(),
                        it.get("activity"))));
        return all;
    }

    List<Came> received(String type) {
        return received().stream().filter(it -> it.type().equals(type)).toList();
    }

    /// The last of so many of this type.
    public Came received(String type, int many) {
        Waiting.until(many + " " + type + " came", () -> received(type).size() >= many);
        return received(type).get(many - 1);
    }

    /// What came and could not be verified.
    JsonNode refused() {
        return came("refused");
    }

    private JsonNode came(String which) {
        return read(HttpRequest.newBuilder(URI.create(address + "/control/received")))
                .get(which);
    }

    @Override
    public void close() {
        try {
            process.outputWriter().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
