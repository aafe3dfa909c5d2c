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

    private final WebSink sink = WebSink.open();
    private final Poster poster = Poster.trusting(
            sink.certificate().trust(),
            new Resolver(Confines.ANYWHERE),
            new Poster.Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), 1_000),
            InstantSource.system());

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

    private List<Callable<Posted>> posts() {
        List<Callable<Posted>> posts = new ArrayList<>();
        for (int i = 0; i < POSTS; i++) {
            var post = new Post(
                    WebAddress.ofStored(sink.url("/" + i)), Map.of(), "Sturm".getBytes(StandardCharsets.US_ASCII));
            posts.add(() -> poster.post(post).join());
        }
        return posts;
    }

    private static boolean hadNotBegun(Posted posted) {
        return posted instanceof Posted.Lost(var why) && why.contains("create stream");
    }

    private static boolean isAnswered(Posted posted) {
        return posted instanceof Posted.Answered(int status, var _, var _) && status == 201;
    }
}
