package depesche.delivery.webhook;

import depesche.alert.Announcement;
import depesche.alert.Reason;
import depesche.article.Notice;
import depesche.channel.Channel;
import depesche.channel.ChannelKind;
import depesche.channel.Channels;
import depesche.channel.WebhookEnd;
import depesche.db.DatabaseUnavailable;
import depesche.delivery.Courier;
import depesche.delivery.ledger.End;
import depesche.delivery.ledger.Outcome;
import depesche.net.Post;
import depesche.net.Posted;
import depesche.web.Json;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Webhooks: writes signed posts and knows their answers. An endpoint that says 410, or takes nothing for days, is
/// ended; the desk sees why.
public final class WebhookCourier implements Courier {

    private static final Logger LOG = System.getLogger(WebhookCourier.class.getName());
    private static final Duration LONGEST_FAILURE = Duration.ofDays(3);
    private static final int GONE = 410;

    private final Channels channels;
    private final String site;
    private final InstantSource clock;

    public WebhookCourier(Channels channels, URI baseUrl, InstantSource clock) {
        this.channels = channels;
        this.site = baseUrl.toString().replaceFirst("/$", "");
        this.clock = clock;
    }

    @Override
    public ChannelKind channel() {
        return ChannelKind.WEBHOOK;
    }

    @Override
    public Writer writer() {
        return this::write;
    }

    /// The id is the same on every attempt, so that a receiver can tell a message that comes twice.
    private Post write(Errand errand, Channel endpoint) {
        String id = "alert_" + errand.announcement().alert() + "_" + endpoint.id();
        byte[] body = Json.write(body(errand));
        return new Post(
                endpoint.endpoint(),
                Map.of(
                        "Content-Type",
                        "application/json",
                        "User-Agent",
                        "Depesche",
                        "webhook-id",
                        id,
                        "webhook-timestamp",
                        Long.toString(errand.now().getEpochSecond()),
                        "webhook-signature",
                        WebhookSignature.of(endpoint, id, errand.now(), body)),
                body);
    }

    private Map<String, Object> body(Errand errand) {
        Announcement announcement = errand.announcement();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("alertId", announcement.alert().toString());
        content.put("kind", announcement.kind().word());
        content.put("revision", announcement.revision());
        content.put("breaking", errand.isUrgent());
        content.put("note", announcement.notice().flatMap(Notice::note).orElse(null));
        content.put("article", article(announcement));
        content.put("topics", slugs(errand, "topic"));
        content.put("stories", slugs(errand, "story"));
        content.put("authors", slugs(errand, "author"));
        content.put("searches", slugs(errand, "search"));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "article." + announcement.kind().word());
        body.put("timestamp", announcement.at().toString());
        body.put("data", content);
        return body;
    }

    private static List<String> slugs(Errand errand, String kind) {
        return errand.reasons().stream()
                .filter(reason -> reason.kind().equals(kind))
                .map(Reason::slug)
                .toList();
    }

    private Map<String, Object> article(Announcement announcement) {
        Announcement.Text text = announcement.text();
        Map<String, Object> article = new LinkedHashMap<>();
        article.put("url", site + announcement.path());
        article.put("language", text.language().toLanguageTag());
        article.put("kicker", text.kicker().orElse(null));
        article.put("headline", text.headline());
        article.put("teaser", text.teaser());
        article.put("bylines", text.bylines());
        article.put("readingMinutes", text.readingMinutes());
        article.put("publishedAt", text.publishedAt().toString());
        return article;
    }

    /// All but 2xx and 410 is tried again; a redirect too, and it is not followed.
    @Override
    public Verdict answered(Posted.Answered answer, Trial trial) {
        int status = answer.status();
        if (status / 100 == 2) {
            return Verdict.well(new Outcome.Accepted(status, answer.words()));
        }
        if (status == GONE) {
            return Verdict.gone(status, "the endpoint says that it is gone");
        }
        Outcome later = trial.later(status, answer.words(), answer.retryAfter());
        boolean isTired = status == 429 || status == 502 || status == 503 || status == 504;
        return isTired ? Verdict.tired(later, answer.retryAfter()) : Verdict.well(later);
    }

    @Override
    public void heard(Channel endpoint, Verdict verdict) {
        try {
            if (verdict.endpoint() == Endpoint.GONE) {
                end(endpoint, new WebhookEnd.Gone());
            } else if (verdict.outcome().end() == End.ACCEPTED) {
                if (endpoint.failingSince().isPresent()) {
                    channels.working(endpoint.id());
                }
            } else {
                failed(endpoint);
            }
        } catch (DatabaseUnavailable away) {
            LOG.log(Level.WARNING, "delivery.webhook.not-noted channel=" + endpoint.id(), away);
        }
    }

    private void failed(Channel endpoint) {
        Instant since = channels.failing(endpoint.id());
        if (since.plus(LONGEST_FAILURE).isBefore(clock.instant())) {
            end(endpoint, new WebhookEnd.Silent(since));
        }
    }

    private void end(Channel endpoint, WebhookEnd end) {
        LOG.log(Level.WARNING, "delivery.webhook.ended channel=" + endpoint.id() + " why=" + end.why());
        channels.end(endpoint.id(), end);
    }
}
