package depesche;

import depesche.alert.Audience;
import depesche.channel.Channels;
import depesche.channel.MailChoice;
import depesche.channel.PrivateFeeds;
import depesche.channel.PushSubscriptions;
import depesche.channel.Webhooks;
import depesche.config.PrivateAddresses;
import depesche.config.Settings;
import depesche.delivery.Courier;
import depesche.delivery.Posting;
import depesche.delivery.push.PushCourier;
import depesche.delivery.push.Vapid;
import depesche.delivery.webhook.WebhookCourier;
import depesche.net.Confines;
import depesche.net.Poster;
import depesche.net.Resolver;
import java.time.Duration;
import java.time.InstantSource;

/// The channels beside mail: whose browsers and webhooks there are, and the carrying of alerts to them.
public record ChannelRoom(
        Channels channels,
        PushSubscriptions subscriptions,
        Webhooks webhooks,
        MailChoice mailChoice,
        PrivateFeeds feeds,
        Confines confines,
        Resolver resolver,
        Vapid vapid,
        Posting push,
        Posting hooks) {

    private static final int PUSH_SLOTS = 256;
    private static final int WEBHOOK_SLOTS = 64;
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration PUSH_ANSWERING = Duration.ofSeconds(10);
    private static final Duration WEBHOOK_ANSWERING = Duration.ofSeconds(15);
    private static final int ANSWER_BYTES = 1_000;

    static ChannelRoom of(Ground ground, Audience audience) {
        var clock = ground.clock();
        Settings settings = ground.settings();
        var confines = confines(settings.privateAddresses());
        var resolver = new Resolver(confines);
        var channels = new Channels(ground.db(), clock);
        var vapid = Vapid.of(ground.secrets(), "mailto:" + settings.mail().from(), clock);
        var push = new PushCourier(channels, vapid, settings.baseUrl());
        var hooks = new WebhookCourier(channels, settings.baseUrl(), clock);
        String node = ground.opened().node();
        return new ChannelRoom(
                channels,
                new PushSubscriptions(clock),
                new Webhooks(clock),
                new MailChoice(clock),
                new PrivateFeeds(ground.links(), clock),
                confines,
                resolver,
                vapid,
                new Posting(ground.db(), node, audience, way(push, resolver, PUSH_ANSWERING, PUSH_SLOTS, clock), clock),
                new Posting(
                        ground.db(),
                        node,
                        audience,
                        way(hooks, resolver, WEBHOOK_ANSWERING, WEBHOOK_SLOTS, clock),
                        clock));
    }

    private static Posting.Way way(
            Courier courier, Resolver resolver, Duration answering, int slots, InstantSource clock) {
        var limits = new Poster.Limits(CONNECTING, answering, ANSWER_BYTES);
        return new Posting.Way(courier, Poster.of(resolver, limits, clock), slots);
    }

    private static Confines confines(PrivateAddresses rule) {
        return switch (rule) {
            case REFUSED -> Confines.PUBLIC;
            case ALLOWED -> Confines.ANYWHERE;
        };
    }

    void start() {
        push.start();
        hooks.start();
    }

    void close() {
        push.close();
        hooks.close();
    }
}
