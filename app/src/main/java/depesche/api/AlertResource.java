package depesche.api;

import depesche.account.Actor;
import depesche.account.Tokens.Bearer;
import depesche.alert.AlertId;
import depesche.alert.Alerts;
import depesche.article.ArticleId;
import depesche.db.Database;
import depesche.delivery.Deliveries;
import depesche.delivery.Progress;
import depesche.delivery.ledger.Counts;
import depesche.delivery.ledger.History;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// `/api/v1/alerts/{id}`: the truth about an alert while it runs, and the brakes.
final class AlertResource {

    private final Alerts alerts;
    private final Progress progress;
    private final Deliveries deliveries;
    private final Writes writes;

    AlertResource(Database db, Alerts alerts, Progress progress, Deliveries deliveries) {
        this.writes = new Writes(db);
        this.alerts = alerts;
        this.progress = progress;
        this.deliveries = deliveries;
    }

    Response read(Request request, Bearer bearer) {
        return id(request)
                .flatMap(id -> progress.of(id).map(report -> Response.json(200, json(id, report))))
                .orElseGet(AlertResource::unknown);
    }

    Response stop(Request request, Bearer bearer) {
        return brake(request, bearer, alerts::stop);
    }

    Response hold(Request request, Bearer bearer) {
        return brake(request, bearer, alerts::hold);
    }

    Response release(Request request, Bearer bearer) {
        return brake(request, bearer, alerts::release);
    }

    private Response brake(Request request, Bearer bearer, BiPredicate<AlertId, Actor> act) {
        return writes.repeatable(request, new byte[0], bearer, () -> braked(request, bearer, act));
    }

    private Response braked(Request request, Bearer bearer, BiPredicate<AlertId, Actor> act) {
        Optional<AlertId> id = id(request);
        if (id.isEmpty() || alerts.byId(id.get()).isEmpty()) {
            return unknown();
        }
        if (!act.test(id.get(), bearer.actor())) {
            return Response.problem(
                    Problem.conflict("wrong-state", "The alert is not in a state for this", "it is stopped or done"));
        }
        return read(request, bearer);
    }

    /// `GET /api/v1/alerts/{id}/deliveries`.
    Response deliveries(Request request, Bearer bearer) {
        Optional<AlertId> id = id(request).filter(known -> alerts.byId(known).isPresent());
        if (id.isEmpty()) {
            return unknown();
        }
        return deliveries
                .page(id.get(), request.query("cursor").orElse(""))
                .map(AlertResource::page)
                .orElseGet(() -> Response.problem(Problem.of(400, "malformed-query", "cursor is not one of ours")));
    }

    private static Response page(Deliveries.Page page) {
        List<Object> items = new ArrayList<>();
        page.items().forEach(item -> items.add(entry(item)));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", items);
        answer.put("next", page.next().orElse(null));
        return Response.json(200, answer);
    }

    private static Map<String, Object> entry(Deliveries.Item item) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("readerId", Integer.toString(item.reader().value()));
        json.put("channel", item.channel());
        json.put("revision", item.revision());
        json.put("end", item.state());
        json.put("attempts", attempts(item.attempts()));
        return json;
    }

    static List<Object> attempts(List<History.Attempt> made) {
        List<Object> attempts = new ArrayList<>();
        for (var attempt : made) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("at", attempt.at().toString());
            json.put("end", attempt.end().word());
            json.put("code", attempt.code());
            json.put("reply", attempt.words());
            json.put("revision", attempt.revision());
            attempts.add(json);
        }
        return attempts;
    }

    private static Map<String, Object> json(AlertId id, Progress.Report report) {
        Counts counts = report.counts();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id.toString());
        json.put("articleId", report.article().map(ArticleId::toString).orElse(null));
        json.put("kind", report.kind().word());
        json.put("state", report.state().word());
        json.put("notAfter", report.notAfter().toString());
        json.put("planned", report.planned());
        json.put("waiting", counts.waiting());
        json.put("deferred", counts.deferred());
        json.put("accepted", counts.accepted());
        json.put("refused", counts.refused());
        json.put("suppressed", counts.suppressed());
        json.put("expired", counts.expired());
        json.put("withdrawn", counts.withdrawn());
        json.put("uncertain", counts.uncertain());
        json.put("inDigest", report.inDigest());
        json.put("startedAt", text(report.startedAt()));
        json.put("firstAcceptedAt", text(report.firstAcceptedAt()));
        json.put("lastAcceptedAt", text(report.lastAcceptedAt()));
        return json;
    }

    private static @Nullable Object text(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }

    private static Optional<AlertId> id(Request request) {
        return AlertId.parse(request.part("id"));
    }

    private static Response unknown() {
        return Response.problem(Problem.notFound("alert"));
    }
}
