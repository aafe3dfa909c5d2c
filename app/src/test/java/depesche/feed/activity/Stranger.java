package depesche.feed.activity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A server with one user, mallory, who can be made to lie in each way: what its document says, and how it signs. Its
/// signatures are made here by hand.
final class Stranger implements AutoCloseable {

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile KeyPair keys = pair();
    private volatile int status = 200;
    private volatile String document = "";
    private volatile String keyId = "";
    private volatile String stub = "";
    private volatile String mediaType = "application/activity+json; charset=utf-8";

    private Stranger() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
    }

    static Stranger open() {
        var stranger = new Stranger();
        stranger.server.start();
        return stranger;
    }

    String site() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String mallory() {
        return site() + "/users/mallory";
    }

    String key() {
        return keyId.isEmpty() ? mallory() + "#main-key" : keyId;
    }

    /// As GoToSocial has it: the key has an address of its own, where a part of its owner is.
    ///
    /// @param owner who that part says it is
    void keepKeyApart(String owner) {
        keyId = mallory() + "/main-key";
        stub = """
                {"id": "%s", "type": "Person", "publicKey": {"id": "%s", "owner": "%s", "publicKeyPem": "%s"}}""".formatted(owner, keyId, owner, pem());
    }

    /// What was asked of it.
    List<String> asked() {
        return List.copyOf(asked);
    }

    void rotate() {
        keys = pair();
    }

    /// How it answers questions about mallory.
    void answering(int code) {
        status = code;
    }

    /// What it says of mallory.
    void saying(String json) {
        document = json;
    }

    /// What it says that its documents are; nothing if this is empty.
    void typing(String type) {
        mediaType = type;
    }

    /// As an honest server would.
    String honest() {
        return person(mallory(), key(), mallory(), mallory() + "/inbox");
    }

    String person(String id, String key, String owner, String inbox) {
        return """
                {"@context": "https://www.w3.org/ns/activitystreams", "id": "%s", "type": "Person", "inbox": "%s",
                 "publicKey": {"id": "%s", "owner": "%s", "publicKeyPem": "%s"}}""".formatted(id, inbox, key, owner, pem());
    }

    private String pem() {
        return "-----BEGIN PUBLIC KEY-----\\n"
                + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded())
                + "\\n-----END PUBLIC KEY-----\\n";
    }

    String follow(String id, String object) {
        return """
                {"@context": "https://www.w3.org/ns/activitystreams", "id": "%s", "type": "Follow", "actor": "%s",
                 "object": "%s"}""".formatted(id, mallory(), object);
    }

    String undo(String follow, String object) {
        return """
                {"id": "%s/undo", "type": "Undo", "actor": "%s", "object": {"id": "%s", "type": "Follow", "actor": "%s",
                 "object": "%s"}}""".formatted(follow, mallory(), follow, mallory(), object);
    }

    /// The headers of an honest signature.
    Map<String, String> signed(URI to, String body, Instant at) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atZone(ZoneOffset.UTC)));
        headers.put("Digest", "SHA-256=" + base64(sha256(body)));
        String text = "(request-target): post %s\nhost: %s\ndate: %s\ndigest: %s"
                .formatted(to.getPath(), to.getAuthority(), headers.get("Date"), headers.get("Digest"));
        headers.put(
                "Signature",
                "keyId=\"%s\",algorithm=\"rsa-sha256\",headers=\"(request-target) host date digest\",signature=\"%s\""
                        .formatted(key(), sign(text)));
        return headers;
    }

    HttpResponse<String> post(URI to, String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(to).POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private String sign(String text) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(UTF_8));
            return base64(signature.sign());
        } catch (GeneralSecurityException broken) {
            throw new AssertionError(broken);
        }
    }

    private static byte[] sha256(String body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8));
        } catch (GeneralSecurityException broken) {
            throw new AssertionError(broken);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException broken) {
            throw new AssertionError(broken);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            asked.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
            byte[] bytes = (document.isEmpty() ? whatIsAt(exchange) : document).getBytes(UTF_8);
            if (!mediaType.isEmpty()) {
                exchange.getResponseHeaders().set("Content-Type", mediaType);
            }
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String whatIsAt(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().endsWith("/main-key") ? stub : honest();
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
