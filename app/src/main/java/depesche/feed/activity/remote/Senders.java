package depesche.feed.activity.remote;

import depesche.net.signature.HttpMessage;
import depesche.net.signature.SignatureReading;
import depesche.net.signature.SignedBy;
import depesche.web.NetworkLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Finds out whose a signed request is.
public final class Senders {

    private static final int MOST_OF_ONE_NETWORK = 300;

    private final RemoteActors actors;
    private final InstantSource clock;
    private final NetworkLimit limit;

    public Senders(RemoteActors actors, InstantSource clock) {
        this.actors = actors;
        this.clock = clock;
        this.limit = new NetworkLimit(clock, MOST_OF_ONE_NETWORK);
    }

    /// What became of it.
    public sealed interface Sender {}

    /// It is theirs.
    ///
    /// @param at when they signed it
    public record Known(RemoteActor actor, Instant at) implements Sender {}

    /// It is nobody's.
    public record Nobody(String why) implements Sender {}

    /// It says that it is of somebody whom their server says there is no more.
    public record Gone(String keyId) implements Sender {}

    /// It may be theirs, but that cannot be found out now.
    public record NotNow(String why) implements Sender {}

    /// From this network we were sent to too many servers.
    public record TooMany(Duration pause) implements Sender {}

    /// @param client from which network it came
    public Sender of(HttpMessage message, String client) {
        return switch (SignatureReading.of(message, clock.instant())) {
            case SignatureReading.NotSigned(String why) -> new Nobody(why);
            case SignatureReading.Signed(SignedBy by) -> of(by, client);
        };
    }

    private Sender of(SignedBy by, String client) {
        Optional<RemoteActor> known = actors.known(by.keyId());
        if (known.filter(actor -> by.isTrueBy(actor.key())).isPresent()) {
            return new Known(known.get(), by.at());
        }
        if (!actors.mayHaveChanged(by.keyId())) {
            return new Nobody("it is not signed with the key that it names");
        }
        Optional<Duration> pause = limit.count(client);
        return pause.<Sender>map(TooMany::new).orElseGet(() -> asked(by));
    }

    private Sender asked(SignedBy by) {
        return switch (actors.ask(by.keyId())) {
            case Fetched.Found(RemoteActor actor) when by.isTrueBy(actor.key()) -> new Known(actor, by.at());
            case Fetched.Found _ -> new Nobody("it is not signed with the key that it names");
            case Fetched.Unknown(String why) -> new Nobody(why);
            case Fetched.Gone _ -> new Gone(by.keyId());
            case Fetched.NotNow(String why) -> new NotNow(why);
        };
    }
}
