package depesche;

import depesche.feed.hub.Hub;
import depesche.feed.hub.HubCarrying;
import depesche.net.Poster;
import depesche.net.Resolver;
import java.time.Duration;

/// The newsroom's own hub: who asks to be told of feeds, and the telling.
public record HubRoom(Hub hub, HubCarrying carrying) {

    private static final Poster.Limits LIMITS = new Poster.Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), 1_000);

    static HubRoom of(Ground ground, Resolver resolver) {
        var settings = ground.settings();
        var clock = ground.clock();
        var poster = Poster.of(resolver, LIMITS, clock);
        return new HubRoom(
                new Hub(settings, ground.db(), ground.jobs(), clock),
                new HubCarrying(settings, ground.db(), ground.opened().node(), poster, clock));
    }
}
