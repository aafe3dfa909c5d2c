package depesche.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.Decoder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PageStoreOverHttpTest {

    private static final String TEXT = "<p>Sturm schließt den Hafen</p>".repeat(100);
    private static final PageStore STORE = new PageStore(1 << 20, InstantSource.system());
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpServer SERVER = VERTX.createHttpServer().requestHandler(request -> {
        if (!STORE.serve(request)) {
            request.response().setStatusCode(404).end();
        }
    });

    @BeforeAll
    static void open() {
        SERVER.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
        STORE.page("/1/storm", () -> Page.html(TEXT, Set.of("article:1")));
        STORE.page("/2/gone", () -> Page.html("gone", Set.of("article:2")).withStatus(410));
    }

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
        STORE.close();
    }

    @Test
    void aStoredPageComesWithAllItsHeaders() throws Exception {
        HttpResponse<byte[]> answer = get("/1/storm");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(TEXT);
        assertThat(answer.headers().map())
                .containsKeys("etag", "last-modified", "date", "content-length")
                .containsEntry("content-type", java.util.List.of("text/html; charset=utf-8"))
                .containsEntry("vary", java.util.List.of("Accept-Encoding"))
                .containsEntry("cache-control", java.util.List.of("public, max-age=0, must-revalidate"));
    }

    @Test
    void compressedFormsComeOnceSomeoneAskedTwiceAndSayTheSame() throws Exception {
        HttpResponse<byte[]> gzip = until(
                "gzip",
                answer -> answer.headers().firstValue("content-encoding").isPresent());

        assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(TEXT);
        assertThat(gzip.headers().firstValue("etag")).get().asString().endsWith("-g\"");
        assertThat(Brotli4jLoader.isAvailable()).isTrue();
        HttpResponse<byte[]> brotli = until(
                "gzip, deflate, br, zstd",
                answer -> answer.headers().firstValue("content-encoding").equals(Optional.of("br")));
        assertThat(Decoder.decompress(brotli.body()).getDecompressedData())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(TEXT);
        assertThat(get("/1/storm").headers().firstValue("content-encoding")).isEmpty();
    }

    @Test
    void whoHasThePageGets304() throws Exception {
        String tag = get("/1/storm").headers().firstValue("etag").orElseThrow();
        String date = get("/1/storm").headers().firstValue("last-modified").orElseThrow();

        assertThat(get("/1/storm", "If-None-Match", "\"x\", W/" + tag).statusCode())
                .isEqualTo(304);
        assertThat(get("/1/storm", "If-Modified-Since", date).statusCode()).isEqualTo(304);
        assertThat(get("/1/storm", "If-None-Match", "\"x\"", "If-Modified-Since", date)
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> known = get("/1/storm", "If-None-Match", tag);
        assertThat(known.body()).isEmpty();
        assertThat(known.headers().map()).containsKeys("etag", "cache-control", "vary", "date");
    }

    @Test
    void aHeadHasTheLengthAndNoBody() throws Exception {
        var request = HttpRequest.newBuilder(uri("/1/storm")).HEAD().build();

        HttpResponse<byte[]> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValueAsLong("content-length"))
                .hasValue(TEXT.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void anIdleQueryGetsThePageAndAPagingOneDoesNot() throws Exception {
        assertThat(get("/1/storm?utm_source=letter").statusCode()).isEqualTo(200);
        assertThat(get("/1/storm?before=4").statusCode()).isEqualTo(404);
        assertThat(STORE.addresses()).containsExactlyInAnyOrder("/1/storm", "/2/gone");
    }

    @Test
    void aGonePageStaysGoneForWhoKnewIt() throws Exception {
        String tag = get("/2/gone").headers().firstValue("etag").orElseThrow();

        assertThat(get("/2/gone", "If-None-Match", tag).statusCode()).isEqualTo(410);
    }

    @Test
    void onlyGetAndHeadAreAnswered() throws Exception {
        var request = HttpRequest.newBuilder(uri("/1/storm"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();

        assertThat(CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(404);
    }

    private static HttpResponse<byte[]> until(String coding, Predicate<HttpResponse<byte[]>> wanted) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        HttpResponse<byte[]> answer = get("/1/storm", "Accept-Encoding", coding);
        while (!wanted.test(answer) && System.nanoTime() < end) {
            answer = get("/1/storm", "Accept-Encoding", coding);
        }
        return answer;
    }

    private static HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(Arrays.copyOf(headers, headers.length));
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + SERVER.actualPort() + path);
    }
}
