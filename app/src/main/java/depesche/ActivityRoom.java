package depesche;

import depesche.feed.activity.ActivityCarrying;
import depesche.feed.activity.ActivityNews;
import depesche.feed.activity.Inbox;
import depesche.feed.activity.remote.RemoteActors;
import depesche.feed.activity.remote.Senders;
import depesche.net.Poster;
import depesche.net.Resolver;
import java.time.Duration;

/// Following from other servers: what they say, what happens to articles, and the telling.
public record ActivityRoom(Inbox inbox, ActivityNews news, ActivityCarrying carrying, Poster asking)
        implements AutoCloseable {

    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration ANSWERING = Duration.ofSeconds(10);
    private static final Poster.Limits TELLING = new Poster.Limits(CONNECTING, ANSWERING, 1_000);

    /// Of an actor's document no more is read.
    private static final Poster.Limits ASKING = new Poster.Limits(CONNECTING, ANSWERING, 256 * 1024);

    static ActivityRoom of(Ground ground, Resolver resolver) {
        var settings = ground.settings();
        var clock = ground.clock();
        var parts = new ActivityCarrying.Parts(
                settings, ground.db(), ground.secrets(), ground.opened().node(), Poster.of(resolver, TELLING, clock));
        var carrying = new ActivityCarrying(parts, clock);
        var asking = Poster.of(resolver, ASKING, clock);
        var remote = new RemoteActors(asking, resolver.confines(), carrying::paperKey, clock);
        return new ActivityRoom(
                new Inbox(settings, ground.db(), new Senders(remote, clock), clock),
                new ActivityNews(settings, ground.db(), ground.jobs(), clock),
                carrying,
                asking);
    }

    /// From here on what other servers say can be looked into, and they are told.
    public void start() {
        asking.start();
        carrying.start();
    }

    @Override
    public void close() {
        carrying.close();
        asking.close();
    }
}
