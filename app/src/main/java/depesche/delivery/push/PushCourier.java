package depesche.delivery.push;

import depesche.channel.Channel;
import depesche.channel.ChannelKind;
import depesche.channel.Channels;
import depesche.channel.PushKeys;
import depesche.db.DatabaseUnavailable;
import depesche.delivery.Courier;
import depesche.delivery.ledger.Outcome;
import depesche.net.Post;
import depesche.net.Posted;
import depesche.text.Messages;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Web Push: writes requests to push services (RFC 8030) and knows their answers. A browser that is gone is forgotten.
public final class PushCourier implements Courier {

    private static final Logger LOG = System.getLogger(PushCourier.class.getName());
    private static final int MOST_MESSAGES = 200;
    private static final Duration SHORTEST_LIFE = Duration.ofMinutes(1);

    private final Channels channels;
    private final Vapid vapid;
    private final Agreements agreements;
    private final String site;
    private final Messages messages = Messages.of("push");
    private final ConcurrentMap<Edition, PushMessage> written = new ConcurrentHashMap<>();

    /// What all readers of an alert are told.
    private record Edition(long alert, int revision) {}

    /// @param agreements what was made before
    public PushCourier(Channels channels, Vapid vapid, Agreements agreements, URI baseUrl) {
        this.channels = channels;
        this.vapid = vapid;
        this.agreements = agreements;
        this.site = baseUrl.toString().replaceFirst("/$", "");
    }

    @Override
    public ChannelKind channel() {
        return ChannelKind.PUSH;
    }

    @Override
    public Writer writer() {
        var encryption = Encryption.fastest();
        return (errand, endpoint) -> write(encryption, errand, endpoint);
    }

    private Post write(Encryption encryption, Errand errand, Channel endpoint) {
        PushMessage message = message(errand);
        return new Post(
                endpoint.endpoint(),
                Map.of(
                        "TTL",
                        Long.toString(lifetime(errand).toSeconds()),
                        "Urgency",
                        errand.isUrgent() ? "high" : "normal",
                        "Topic",
                        message.topic(),
                        "Content-Encoding",
                        "aes128gcm",
                        "Content-Type",
                        "application/octet-stream",
                        "Authorization",
                        vapid.authorization(endpoint.endpoint().origin())),
                encryption.encrypt(message.json(), agreement(encryption, endpoint)));
    }

    private Agreement agreement(Encryption encryption, Channel endpoint) {
        return agreements
                .take(endpoint.id(), endpoint.keys())
                .orElseGet(() -> encryption.agree(PushKeys.ofStored(endpoint.keys())));
    }

    private PushMessage message(Errand errand) {
        if (written.size() > MOST_MESSAGES) {
            written.clear();
        }
        var announcement = errand.announcement();
        return written.computeIfAbsent(
                new Edition(announcement.alert().value(), announcement.revision()),
                _ -> PushMessage.of(announcement, messages, site));
    }

    /// A push service keeps it as long as we ourselves would still carry it.
    private static Duration lifetime(Errand errand) {
        Duration left = Duration.between(errand.now(), errand.notAfter());
        return left.compareTo(SHORTEST_LIFE) < 0 ? SHORTEST_LIFE : left;
    }

    @Override
    public Verdict answered(Posted.Answered answer, Trial trial) {
        int status = answer.status();
        return switch (status) {
            case 200, 201, 202, 204 -> Verdict.well(new Outcome.Accepted(status, answer.words()));
            case 404, 410 -> Verdict.gone(status, "the browser has gone");
            case 408, 425, 429 -> later(answer, trial);
            default ->
                status >= 500 ? later(answer, trial) : Verdict.well(new Outcome.Refused(status, answer.words(), false));
        };
    }

    private static Verdict later(Posted.Answered answer, Trial trial) {
        var pause = answer.retryAfter();
        return Verdict.tired(trial.later(answer.status(), answer.words(), pause), pause);
    }

    @Override
    public void heard(Channel endpoint, Verdict verdict) {
        if (verdict.endpoint() == Endpoint.GONE) {
            agreements.take(endpoint.id(), endpoint.keys()).ifPresent(Agreement::wipe);
            try {
                channels.end(endpoint.id(), "its push service says that it is gone");
            } catch (DatabaseUnavailable away) {
                LOG.log(Level.WARNING, "delivery.push.not-forgotten channel=" + endpoint.id(), away);
            }
        }
    }
}
