package depesche.api;

import depesche.account.ReaderId;
import depesche.account.Tokens.Bearer;
import depesche.alert.AlertId;
import depesche.alert.Grounds;
import depesche.alert.Reason;
import depesche.article.ArticleId;
import depesche.delivery.why.Explaining;
import depesche.delivery.why.Explanation;
import depesche.delivery.why.Silence;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/readers/{id}/why?article={id}`: why a reader was told of an article, or was not.
final class WhyResource {

    private final Explaining explaining;

    WhyResource(Explaining explaining) {
        this.explaining = explaining;
    }

    Response explain(Request request, Bearer bearer) {
        Optional<ReaderId> reader = ReaderId.parse(request.part("id"));
        Optional<ArticleId> article = request.query("article").flatMap(ArticleId::parse);
        if (article.isEmpty()) {
            return Response.problem(Problem.of(400, "malformed-query", "article is the id of an article"));
        }
        return reader.flatMap(id -> explaining.of(id, article.get()))
                .map(explanation -> Response.json(200, json(explanation)))
                .orElseGet(() -> Response.problem(Problem.notFound("reader or article")));
    }

    private static Map<String, Object> json(Explanation explanation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("readerId", Integer.toString(explanation.reader().value()));
        json.put("articleId", explanation.article().toString());
        json.put("silence", word(explanation.silence()));
        json.put(
                "follows",
                explanation.follows().stream().map(WhyResource::follow).toList());
        json.put("alerts", explanation.alerts().stream().map(WhyResource::told).toList());
        return json;
    }

    private static Map<String, Object> follow(Grounds.Match match) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                match.reason().isSearch()
                        ? "query"
                        : match.reason().subject().kind().stored(),
                match.reason().slug());
        json.put("label", match.reason().label().in(Locale.ROOT));
        json.put(
                "below",
                match.reason().below().stream()
                        .map((Reason.Label label) -> label.in(Locale.ROOT))
                        .toList());
        json.put("cadence", match.pace());
        json.put("since", match.since().toString());
        json.put("endedAt", text(match.endedAt()));
        return json;
    }

    private static Map<String, Object> told(Explanation.Told told) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("alertId", told.alert().id().toString());
        json.put("kind", told.alert().kind().word());
        json.put("createdAt", told.alert().createdAt().toString());
        json.put("plannedAt", text(told.alert().plannedAt()));
        json.put("silence", word(told.silence()));
        json.put(
                "deliveries",
                told.deliveries().stream().map(WhyResource::delivered).toList());
        json.put(
                "digest",
                told.digest().map(digest -> digest(digest, told.alert().id())).orElse(null));
        return json;
    }

    private static Map<String, Object> delivered(Explanation.Delivered delivered) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("channel", delivered.channel());
        json.put("slice", delivered.slice());
        json.put("dueAt", text(delivered.dueAt()));
        json.put("end", delivered.state());
        json.put("attempts", AlertResource.attempts(delivered.attempts()));
        return json;
    }

    private static Map<String, Object> digest(Explanation.InDigest digest, AlertId item) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cadence", digest.purpose().word());
        json.put("itemAt", digest.itemAt().toString());
        json.put("window", digest.window().map(window -> window(window, item)).orElse(null));
        return json;
    }

    private static Map<String, Object> window(Explanation.Window window, AlertId item) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("alertId", window.digest().toString());
        json.put("from", window.opened().toString());
        json.put("to", window.closed().toString());
        json.put("omitted", window.isOmitted(item));
        json.put(
                "deliveries",
                window.deliveries().stream().map(WhyResource::delivered).toList());
        return json;
    }

    private static @Nullable Object word(Optional<Silence> silence) {
        return silence.map(Silence::word).orElse(null);
    }

    private static @Nullable Object text(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }
}
