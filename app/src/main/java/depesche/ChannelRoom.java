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
import depesche.delivery.push.Agreements;
import depesche.delivery.push.Preparing;
import depesche.delivery.push.PushCourier;
import depesche.delivery.push.Vapid;
import depesche.delivery.webhook.WebhookCourier;
import depesche.net.Confines;
import depesche.net.Poster;
import depesche.net.Resolver;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// The channels beside mail: whose browsers and webhooks there are, and the carrying of alerts to them.
public record ChannelRoom(
        Channels channels,
        PushSubscriptions subscriptions,
        Webhooks webhooks,
        MailChoice mailChoice,
        PrivateFeeds feeds,
        Resolver resolver,
        Vapid vapid,
        Posting push,
        Preparing preparing,
        Posting hooks) {

    private static final int PUSH_SLOTS = 256;
    private static final int WEBHOOK_SLOTS = 64;
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration PUSH_ANSWERING = Duration.ofSeconds(10);
    private static final Duration WEBHOOK_ANSWERING = Duration.ofSeconds(15);
    private static final int ANSWER_BYTES = 1_000;

    static ChannelRoom of(Ground ground, AlertRoom telling) {
        var clock = ground.clock();
        Settings settings = ground.settings();
        var resolver = new Resolver(confines(settings.privateAddresses()));
        var channels = new Channels(ground.db(), clock);
        var vapid = Vapid.of(ground.secrets(), "mailto:" + settings.mail().from(), clock);
        var agreements = new Agreements();
        var push = new PushCourier(channels, vapid, agreements, settings.baseUrl());
        var hooks = new WebhookCourier(channels, settings.baseUrl(), clock);
        var carrying = new Carrying(ground, telling.audience(), resolver);
        Posting pushing = carrying.over(push, PUSH_ANSWERING, PUSH_SLOTS);
        BooleanSupplier sending =
                () -> pushing.isCarrying() || telling.delivering().isCarrying();
        return new ChannelRoom(
                channels,
                new PushSubscriptions(clock),
                new Webhooks(clock),
                new MailChoice(clock),
                new PrivateFeeds(ground.links(), clock),
                resolver,
                vapid,
                pushing,
                new Preparing(ground.db(), agreements, sending),
                carrying.over(hooks, WEBHOOK_ANSWERING, WEBHOOK_SLOTS));
    }

    private record Carrying(Ground ground, Audience audience, Resolver resolver) {

        Posting over(Courier courier, Duration answering, int slots) {
            var limits = new Poster.Limits(CONNECTING, answering, ANSWER_BYTES);
            var way = new Posting.Way(courier, Poster.of(resolver, limits, ground.clock()), slots);
            return new Posting(ground.db(), ground.opened().node(), audience, way, ground.clock());
        }
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
        preparing.start();
    }

    void close() {
        preparing.close();
        push.close();
        hooks.close();
    }
}
