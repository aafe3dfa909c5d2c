package depesche.delivery;

import depesche.alert.Announcement;
import depesche.alert.Reason;
import depesche.alert.Receiver;
import depesche.channel.Channel;
import depesche.channel.ChannelKind;
import depesche.delivery.ledger.Outcome;
import depesche.net.Post;
import depesche.net.Posted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is a channel's own where messages are posted to endpoints: what is sent, and what an answer means. Taking
/// deliveries, holding and recording them is the same for all ([Posting]).
public interface Courier {

    ChannelKind channel();

    /// What writes the messages of one slot.
    Writer writer();

    /// What the answer of an endpoint means.
    Verdict answered(Posted.Answered answer, Trial trial);

    /// What became of a post, answered or not.
    default Verdict judge(Posted posted, Trial trial) {
        return switch (posted) {
            case Posted.Answered answer -> answered(answer, trial);
            case Posted.Unreachable(var why) -> Verdict.tired(trial.later(0, why, Optional.empty()), Optional.empty());
            case Posted.Lost(var why) -> Verdict.tired(trial.lost(why), Optional.empty());
            case Posted.Forbidden(var why) -> Verdict.well(new Outcome.Refused(0, why, false));
        };
    }

    /// Hears of each verdict before the next message: an endpoint that is gone is ended here.
    void heard(Channel endpoint, Verdict verdict);

    /// Not safe for several threads.
    @FunctionalInterface
    interface Writer {
        Post write(Errand errand, Channel endpoint);
    }

    /// An alert that is to be carried to one reader.
    ///
    /// @param isUrgent whether it goes before all others
    /// @param notAfter when it is of no use any more
    record Errand(
            Announcement announcement,
            boolean isUrgent,
            Receiver receiver,
            List<Reason> reasons,
            Instant now,
            Instant notAfter) {}

    /// What came before this attempt.
    ///
    /// @param wasInDoubt whether the reader may have the message already
    record Trial(int attemptsBefore, boolean wasInDoubt) {

        /// The answer never came.
        public Outcome lost(String why) {
            return wasInDoubt ? new Outcome.Uncertain(why) : new Outcome.InDoubt(why, Backoff.afterDoubt());
        }

        /// Not now: after the time that the server asked for, else after growing waits.
        public Outcome later(int code, String why, Optional<Duration> asked) {
            return new Outcome.Deferred(code, why, asked.orElseGet(() -> Backoff.afterDeferral(attemptsBefore)));
        }
    }

    /// What an answer means for the delivery, for the endpoint, and for all others of its server.
    record Verdict(Outcome outcome, Endpoint endpoint, Server server) {

        public static Verdict well(Outcome outcome) {
            return new Verdict(outcome, Endpoint.THERE, new Server.Well());
        }

        public static Verdict gone(int status, String why) {
            return new Verdict(new Outcome.Refused(status, why, false), Endpoint.GONE, new Server.Well());
        }

        /// @param pause how long the server asked to be left alone
        public static Verdict tired(Outcome outcome, Optional<Duration> pause) {
            return new Verdict(outcome, Endpoint.THERE, new Server.Tired(pause));
        }
    }

    /// Whether an endpoint is there.
    enum Endpoint {
        THERE,
        /// It will never take anything again.
        GONE
    }

    /// How a server is: each has its own limits, so that one in trouble holds up no other.
    sealed interface Server {

        /// It answered as servers do.
        record Well() implements Server {}

        /// It was not there, failed, or has had enough.
        ///
        /// @param pause how long it asked to be left alone
        record Tired(Optional<Duration> pause) implements Server {}
    }
}
