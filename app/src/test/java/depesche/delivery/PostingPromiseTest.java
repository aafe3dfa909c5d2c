package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import depesche.account.ReaderId;
import depesche.channel.PushSubscriptions;
import depesche.channel.Webhooks;
import depesche.db.ConnectionPool;
import depesche.net.WebAddress;
import depesche.testing.Program;
import depesche.testing.SmtpSink;
import depesche.testing.TestData;
import depesche.testing.TestFolders;
import depesche.testing.Waiting;
import depesche.testing.WebSink;
import depesche.testing.WebSink.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The promise of [PromiseTest] on the channels beside mail: a node of its own is killed while it posts to browsers and
/// webhooks, in the moment that is worst, when its ledger cannot write.
class PostingPromiseTest {

    private static final int READERS = 1_200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration STILL = Duration.ofMillis(500);

    /// How many messages of a channel a node has under way at most.
    private static final Map<String, Integer> SLOTS = Map.of("push", 256, "webhook", 64);

    private Path folder = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        assumeTrue(Files.exists(Program.packaged()), "the program is not packaged; make test does it");
        Path parent = Files.createDirectories(TestData.repository().resolve("app/target/test-folders"));
        folder = Files.createTempDirectory(parent, "posting-");
    }

    @AfterEach
    void removeFolder() {
        Waiting.until(folder + " is removed", () -> TestFolders.isRemoved(folder));
    }

    @Test
    void aNodeKilledWhileItPostsLosesNothingAndDoublesNoMoreThanItsSlots() {
        try (var mails = SmtpSink.start().forget();
                var posts = WebSink.plain();
                var nodes = TwoNodes.start(
                        folder, List.of(Integer.toString(mails.port()), Integer.toString(mails.port())))) {
            nodes.desk().prepare(READERS);
            subscribe(nodes, posts);

            for (String channel : List.of("push", "webhook")) {
                int before = posts.received().size();
                String alert = killWhilePosting(nodes, posts, channel);
                nodes.awaitDone(List.of(alert), PATIENCE);

                assertThat(nodes.desk().accepted(alert))
                        .as("accepted, over mail, push and webhook")
                        .isEqualTo(3 * READERS);
                List<Received> came =
                        posts.received().subList(before, posts.received().size());
                SLOTS.keySet().forEach(each -> judge(channel, each, came));
            }
        }
    }

    /// Each reader has a browser and a webhook.
    private static void subscribe(TwoNodes nodes, WebSink posts) {
        var keys = new Pushing.Browser().keys();
        try (var pool = ConnectionPool.open(nodes.database())) {
            pool.database().change(tx -> {
                List<Integer> readers = tx.createQuery("select id from reader")
                        .mapTo(Integer.class)
                        .list();
                for (int reader : readers) {
                    var id = new ReaderId(reader);
                    new PushSubscriptions(InstantSource.system()).make(tx, id, at(posts, "push", reader), keys);
                    new Webhooks(InstantSource.system()).make(tx, id, at(posts, "webhook", reader));
                }
            });
        }
    }

    private static WebAddress at(WebSink posts, String channel, int reader) {
        return WebAddress.ofStored(posts.url("/" + channel + "/" + reader));
    }

    private static String killWhilePosting(TwoNodes nodes, WebSink posts, String channel) {
        long before = count(posts, channel);
        String alert = nodes.publish("Sturm über " + channel, PATIENCE);
        Waiting.until("some have come over " + channel, () -> count(posts, channel) > before + READERS / 10);
        int[] held = nodes.slicesHeld(channel);
        int carrier = held[0] >= held[1] ? 0 : 1;
        assertThat(held[carrier]).as("slices of " + channel + " in hand").isPositive();
        nodes.killWhileLedgersWait(carrier, () -> awaitNoMore(posts));
        nodes.startAgain(carrier);
        return alert;
    }

    private static long count(WebSink posts, String channel) {
        return posts.received().stream().filter(it -> isOf(channel, it)).count();
    }

    private static boolean isOf(String channel, Received post) {
        return post.path().startsWith("/" + channel + "/");
    }

    private static void awaitNoMore(WebSink posts) {
        var seen = new AtomicInteger(-1);
        var since = new AtomicLong();
        Waiting.until("no more posts", () -> {
            int now = posts.received().size();
            if (seen.getAndSet(now) != now) {
                since.set(System.nanoTime());
            }
            return System.nanoTime() - since.get() > STILL.toNanos();
        });
    }

    /// A message that comes twice names itself equally, so that a browser replaces it and a partner knows it.
    private static void judge(String struck, String channel, List<Received> came) {
        List<String> messages = came.stream()
                .filter(it -> isOf(channel, it))
                .map(it -> it.path() + " " + it.headers().get(channel.equals("push") ? "Topic" : "webhook-id"))
                .toList();
        int doubled = messages.size() - READERS;
        System.out.printf(
                "posting: killed while it carried %s, came over %s %d, doubled %d of at most %d%n",
                struck, channel, messages.size(), doubled, SLOTS.get(channel));
        assertThat(new HashSet<>(messages)).as("messages that are not the same").hasSize(READERS);
        assertThat(doubled).as("doubled over " + channel).isLessThanOrEqualTo(SLOTS.getOrDefault(channel, 0));
    }
}
