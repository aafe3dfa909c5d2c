package depesche.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.mail.Envelope;
import depesche.mail.Handover;
import depesche.mail.Handover.Moment;
import depesche.mail.Handover.Step;
import depesche.mail.MailLine;
import depesche.mail.Opening;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Offer;
import depesche.testing.SmtpSink.Reaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server that fails at random, in every way at every step: what the client says of a message must be what the server
/// has of it.
class SmtpChaosTest {

    private static final int MESSAGES = 400;

    private static final List<Reaction> REACTIONS = List.of(
            new Reaction.Say("450 4.2.0 later"),
            new Reaction.Say("550 5.7.1 never"),
            new Reaction.Say("421 4.3.2 closing"),
            new Reaction.Say("354 what"),
            new Reaction.Say("nonsense"),
            new Reaction.HangUp());

    private final SmtpSink sink = SmtpSink.start();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsSaidOfAMessageIsWhatTheServerHasOfIt(int seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        if (seed % 2 == 0) {
            sink.without(Offer.PIPELINING);
        }
        if (seed % 4 < 2) {
            sink.startDataWithoutRecipient();
        }
        for (int i = 0; i < MESSAGES; i++) {
            plan(i, random);
        }

        var outcomes = sendAll();

        for (int i = 0; i < MESSAGES; i++) {
            var outcome = outcomes.get(i);
            assertThat(sink.receivedBy(recipient(i)))
                    .as("message %d: %s", i, outcome)
                    .hasSize(mustBeThere(outcome) ? 1 : 0);
        }
        assertThat(outcomes).hasSize(MESSAGES).hasAtLeastOneElementOfType(Handover.Accepted.class);
        assertThat(sink.faults()).isEmpty();
        assertThat((long) sink.connections())
                .as("a line ends only by the server's doing")
                .isLessThanOrEqualTo(
                        1 + outcomes.stream().filter(SmtpChaosTest::endsTheLine).count());
        sink.close();
    }

    private void plan(int message, RandomGenerator random) {
        if (random.nextInt(3) == 0) {
            var step = Step.values()[random.nextInt(Step.values().length)];
            var reaction = REACTIONS.get(random.nextInt(REACTIONS.size()));
            boolean asUsual = reaction.equals(new Reaction.Say("354 what")) && step == Step.DATA;
            if (!asUsual) {
                sink.react(step, step == Step.MAIL ? sender(message) : recipient(message), 1, reaction);
            }
        }
    }

    /// The sink keeps a message as the dot comes, whatever it answers then.
    private static boolean mustBeThere(Handover outcome) {
        return switch (outcome) {
            case Handover.Accepted _ -> true;
            case Handover.Deferred deferred -> deferred.step() == Step.DOT;
            case Handover.Refused refused -> refused.step() == Step.DOT;
            case Handover.Unsuitable _ -> false;
            case Handover.Lost lost -> lost.moment() == Moment.AFTER_DOT;
        };
    }

    private static boolean endsTheLine(Handover outcome) {
        return switch (outcome) {
            case Handover.Accepted _, Handover.Unsuitable _ -> false;
            case Handover.Deferred deferred -> deferred.reply().code() == 421;
            case Handover.Refused _ -> false;
            case Handover.Lost _ -> true;
        };
    }

    private List<Handover> sendAll() {
        var outcomes = new ArrayList<Handover>();
        while (outcomes.size() < MESSAGES) {
            try (var line = open()) {
                int i = outcomes.size();
                line.begin(envelope(i));
                for (; line.isOpen() && i < MESSAGES; i++) {
                    outcomes.add(i + 1 < MESSAGES ? line.finish(message(i), envelope(i + 1)) : line.finish(message(i)));
                }
            }
        }
        return outcomes;
    }

    private MailLine open() {
        var server = sink.server();
        var timeouts = SmtpTimeouts.all(Duration.ofSeconds(10));
        return ((Opening.Opened) new SmtpClient(server, "lantern.example", timeouts, TlsUpgrade.of(server)).open())
                .line();
    }

    private static Envelope envelope(int message) {
        return new Envelope(sender(message), recipient(message), 0);
    }

    private static String sender(int message) {
        return "bounces+" + message + "@lantern.example";
    }

    private static String recipient(int message) {
        return "reader-" + message + "@reader.example";
    }

    private static byte[] message(int number) {
        return ("Subject: " + number + "\r\n\r\ntext\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
