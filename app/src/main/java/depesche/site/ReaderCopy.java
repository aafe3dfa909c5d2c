package depesche.site;

import depesche.account.ReaderId;
import depesche.article.ArticleId;
import depesche.channel.Channels;
import depesche.delivery.Received;
import depesche.follow.FollowExport;
import depesche.follow.ReaderOverview;
import depesche.follow.ReaderOverviews;
import depesche.follow.ReaderWish;
import depesche.web.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// All that we have of a reader, for themselves: first what an import of readers takes, then the rest.
final class ReaderCopy {

    private final FollowExport export;
    private final ReaderOverviews overviews;
    private final Paper paper;

    ReaderCopy(FollowExport export, ReaderOverviews overviews, Paper paper) {
        this.export = export;
        this.overviews = overviews;
        this.paper = paper;
    }

    byte[] of(Handle tx, ReaderId id) {
        ReaderOverview overview = overviews.of(tx, id).orElseThrow();
        Map<String, Object> copy = new LinkedHashMap<>(export.line(tx, id).orElseThrow());
        copy.put("id", Integer.toString(id.value()));
        copy.put("since", overview.reader().createdAt().toString());
        copy.put("consents", consents(overview));
        copy.put("wishes", wishes(overview.wish()));
        copy.put("endpoints", endpoints(tx, id));
        copy.put("deliveries", deliveries(tx, Received.of(tx, id)));
        return Json.write(copy);
    }

    private static List<Object> consents(ReaderOverview overview) {
        List<Object> consents = new ArrayList<>();
        overview.consents().forEach(consent -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("at", consent.at().toString());
            json.put("source", consent.source());
            json.put("wording", consent.wording());
            json.put("language", consent.language().toLanguageTag());
            consents.add(json);
        });
        return consents;
    }

    private static Map<String, Object> wishes(ReaderWish wish) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("digestHour", wish.digestHour());
        json.put("digestDay", wish.digestDay().getValue());
        wish.quiet().ifPresent(quiet -> json.put("quiet", Map.of("from", quiet.from(), "to", quiet.to())));
        json.put("breakingInQuiet", wish.breakingInQuiet());
        wish.pausedUntil()
                .ifPresent(until -> json.put(
                        "pausedUntil", until.equals(ReaderWish.UNTIL_UNDONE) ? "until-undone" : until.toString()));
        wish.mostADay().ifPresent(most -> json.put("mostADay", most));
        json.put("updates", wish.updates());
        return json;
    }

    private static List<Object> endpoints(Handle tx, ReaderId id) {
        List<Object> endpoints = new ArrayList<>();
        Channels.of(tx, id)
                .forEach(channel -> endpoints.add(Map.of(
                        "kind",
                        channel.kind().word(),
                        "host",
                        channel.endpoint().host())));
        return endpoints;
    }

    private List<Object> deliveries(Handle tx, List<Received.Item> items) {
        Map<Long, Headline> headlines = Headlines.published(
                tx,
                items.stream()
                        .flatMap(item -> item.articles().stream())
                        .map(ArticleId::value)
                        .distinct()
                        .toList());
        List<Object> deliveries = new ArrayList<>();
        for (Received.Item item : items) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("kind", item.kind());
            json.put("channel", item.channel());
            json.put(
                    "articles",
                    item.articles().stream()
                            .map(article -> article(article, Optional.ofNullable(headlines.get(article.value()))))
                            .toList());
            json.put("outcome", item.outcome());
            item.last().ifPresent(last -> {
                json.put("at", last.at().toString());
                json.put("reply", (last.code() == 0 ? "" : last.code() + " ") + last.words());
            });
            deliveries.add(json);
        }
        return deliveries;
    }

    /// Of what is public no more there is a number alone.
    private Map<String, Object> article(ArticleId article, Optional<Headline> shown) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", article.toString());
        shown.ifPresent(headline -> {
            json.put("headline", headline.headline());
            json.put("url", paper.url(headline.path()));
        });
        return json;
    }
}
