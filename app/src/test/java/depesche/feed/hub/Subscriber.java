package depesche.feed.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A subscriber of a hub, a server of its own by HTTP: sends challenges back, takes only what is signed with its
/// secret, and keeps what it took. Each path is a callback.
public final class Subscriber implements AutoCloseable {

    static final String SECRET = "geheim & „groß“";

    /// What it was asked or given.
    public record Came(String path, Map<String, String> query, Map<String, String> headers, byte[] bytes) {
        public String body() {
            return new String(bytes, UTF_8);
        }
    }

    private final HttpServer server;
    private final List<Came> questions = new CopyOnWriteArrayList<>();
    private final List<Came> contents = new CopyOnWriteArrayList<>();
    private final List<Came> forged = new CopyOnWriteArrayList<>();
    private final ConcurrentMap<String, IntUnaryOperator> answers = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Integer> attempts = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, String> echoes = new ConcurrentHashMap<>();

    private volatile Gate gate = new Gate(Integer.MAX_VALUE, new CountDownLatch(0));

    /// Contents beyond so many wait.
    private record Gate(int after, CountDownLatch open) {}

    private Subscriber() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
    }

    public static Subscriber open() {
        var subscriber = new Subscriber();
        subscriber.server.start();
        return subscriber;
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /// What it answers to contents at this path, by the number of the attempt, from 1.
    Subscriber answering(String path, IntUnaryOperator status) {
        answers.put(path, status);
        return this;
    }

    /// What it answers to questions at this path instead of the challenge; a number is a status.
    Subscriber echoing(String path, String echo) {
        echoes.put(path, echo);
        return this;
    }

    /// Takes so many contents more, and answers none after these until [#release].
    void holdAfter(int more) {
        gate = new Gate(contents.size() + more, new CountDownLatch(1));
    }

    void release() {
        gate.open().countDown();
    }

    List<Came> questions(String path) {
        return questions.stream().filter(it -> it.path().equals(path)).toList();
    }

    /// Contents that were signed with its secret.
    public List<Came> contents(String path) {
        return contents.stream().filter(it -> it.path().equals(path)).toList();
    }

    List<Came> contents() {
        return List.copyOf(contents);
    }

    /// Contents that were not.
    List<Came> forged() {
        return List.copyOf(forged);
    }

    private void take(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        var came = new Came(
                exchange.getRequestURI().getPath(),
                query(exchange.getRequestURI().getRawQuery()),
                headers,
                exchange.getRequestBody().readAllBytes());
        if (exchange.getRequestMethod().equals("GET")) {
            questions.add(came);
            answer(exchange, echoes.getOrDefault(came.path(), came.query().getOrDefault("hub.challenge", "")));
        } else if (isSigned(came)) {
            Gate now = gate;
            contents.add(came);
            if (contents.size() > now.after()) {
                await(now.open());
            }
            int attempt = attempts.merge(came.path(), 1, Integer::sum);
            answer(
                    exchange,
                    Integer.toString(answers.getOrDefault(came.path(), _ -> 204).applyAsInt(attempt)));
        } else {
            forged.add(came);
            answer(exchange, "403");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        try (exchange) {
            if (text.matches("\\d{3}")) {
                exchange.sendResponseHeaders(Integer.parseInt(text), -1);
            } else {
                byte[] bytes = text.getBytes(UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private static boolean isSigned(Came came) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            String signature = "sha256=" + HexFormat.of().formatHex(mac.doFinal(came.bytes()));
            return signature.equals(came.headers().get("x-hub-signature"));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> fields = new HashMap<>();
        if (raw != null) {
            for (String field : raw.split("&", -1)) {
                int middle = field.indexOf('=');
                fields.put(field.substring(0, middle), URLDecoder.decode(field.substring(middle + 1), UTF_8));
            }
        }
        return fields;
    }

    /// The form that asks a hub for this.
    public String asking(String mode, String topic, String path, Map<String, String> more) {
        Map<String, String> fields = new LinkedHashMap<>(Map.of("hub.mode", mode, "hub.topic", topic));
        fields.put("hub.callback", url(path));
        fields.put("hub.secret", SECRET);
        fields.putAll(more);
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        release();
        server.stop(0);
    }
}
