package depesche.net;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.testing.WebSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PosterTest {

    private static final int POSTS = 3_000;
    private static final int AT_ONCE = 64;

    private static final Poster.Limits LIMITS =
            new Poster.Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), 1_000);

    private final WebSink sink = WebSink.open();
    private final Poster poster = Poster.trusting(
            sink.certificate().trust(), new Resolver(Confines.ANYWHERE), LIMITS, InstantSource.system());

    @BeforeEach
    void start() {
        poster.start();
    }

    @AfterEach
    void close() {
        poster.close();
        sink.close();
    }

    /// As nginx does after some hundred thousand small requests of one connection: GOAWAY, in the middle of others.
    /// What was under way then is in doubt; what had not begun is not.
    @Test
    void whatHadNotBegunOnAConnectionThatIsOverGoesByAnother() throws InterruptedException, ExecutionException {
        sink.partingAfter(150);

        List<Posted> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Posted> answer : threads.invokeAll(posts())) {
                answers.add(answer.get());
            }
        }

        assertThat(sink.partings()).isGreaterThan(5);
        assertThat(answers).filteredOn(PosterTest::hadNotBegun).isEmpty();
        assertThat(answers).filteredOn(PosterTest::isAnswered).hasSizeGreaterThan(POSTS / 4);
        assertThat(sink.received()).extracting(WebSink.Received::path).doesNotHaveDuplicates();
    }

    @Test
    void whoSpeaksOnlyHttp1IsPostedToByThat() {
        try (var old = WebSink.ofOld()) {
            var first = poster.post(post(old, "/1")).join();
            var second = poster.post(post(old, "/2")).join();

            assertThat(List.of(first, second)).allMatch(PosterTest::isAnswered);
            assertThat(old.received()).extracting(WebSink.Received::version).containsOnly("HTTP_1_1");
        }
    }

    @Test
    void manyPostsGoByFewConnections() throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Posted> answer : threads.invokeAll(posts())) {
                assertThat(answer.get()).matches(PosterTest::isAnswered);
            }
        }

        assertThat(sink.received())
                .hasSize(POSTS)
                .extracting(WebSink.Received::version)
                .containsOnly("HTTP_2");
        assertThat(sink.connections()).isLessThanOrEqualTo(2);
    }

    @Test
    void whatIsNotAnsweredInTimeIsLost() {
        sink.answering("/silent", _ -> WebSink.Answer.silence());

        try (var hasty = poster(Duration.ofMillis(300))) {
            assertThat(hasty.post(post(sink, "/silent")).join()).isInstanceOf(Posted.Lost.class);
            assertThat(hasty.post(post(sink, "/1")).join()).matches(PosterTest::isAnswered);
        }
    }

    @Test
    void whatCannotBeReachedWasNotSent() {
        var nowhere = WebSink.open();
        var post = post(nowhere, "/1");
        nowhere.close();

        assertThat(poster.post(post).join()).isInstanceOf(Posted.Unreachable.class);
    }

    @Test
    void aServerThatNobodyVouchesForGetsNothing() {
        try (var strict = Poster.of(new Resolver(Confines.ANYWHERE), LIMITS, InstantSource.system())) {
            strict.start();

            assertThat(strict.post(post(sink, "/1")).join()).isInstanceOf(Posted.Unreachable.class);
            assertThat(sink.received()).isEmpty();
        }
    }

    private Poster poster(Duration patience) {
        var limits = new Poster.Limits(patience, patience, 1_000);
        var other = Poster.trusting(
                sink.certificate().trust(), new Resolver(Confines.ANYWHERE), limits, InstantSource.system());
        other.start();
        return other;
    }

    private static Post post(WebSink to, String path) {
        return new Post(WebAddress.ofStored(to.url(path)), Map.of(), "Sturm".getBytes(StandardCharsets.US_ASCII));
    }

    private List<Callable<Posted>> posts() {
        List<Callable<Posted>> posts = new ArrayList<>();
        for (int i = 0; i < POSTS; i++) {
            var post = post(sink, "/" + i);
            posts.add(() -> poster.post(post).join());
        }
        return posts;
    }

    private static boolean hadNotBegun(Posted posted) {
        return posted instanceof Posted.Lost(var why) && why.contains("create stream");
    }

    private static boolean isAnswered(Posted posted) {
        return posted instanceof Posted.Answered(int status, var _, var _, var _) && status == 201;
    }
}
