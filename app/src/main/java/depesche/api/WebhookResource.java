package depesche.api;

import depesche.account.ReaderId;
import depesche.account.Tokens.Bearer;
import depesche.channel.WebhookSecret;
import depesche.channel.Webhooks;
import depesche.db.Database;
import depesche.net.WebAddress;
import depesche.web.Fields;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// `/api/v1/webhooks`: addresses of readers and partners to which alerts are posted, by *Standard Webhooks*.
final class WebhookResource {

    private static final int PAGE = 100;

    private final Database db;
    private final Writes writes;
    private final Webhooks webhooks;
    private final EndpointFields endpoints;
    private final Partners partners;

    WebhookResource(Database db, Webhooks webhooks, EndpointFields endpoints, Partners partners) {
        this.partners = partners;
        this.db = db;
        this.writes = new Writes(db);
        this.webhooks = webhooks;
        this.endpoints = endpoints;
    }

    Response list(Request request, Bearer bearer) {
        Optional<Long> cursor = request.query("cursor").flatMap(WebhookResource::number);
        List<Webhooks.Listed> page = db.read(tx -> Webhooks.after(tx, cursor.orElse(0L), PAGE));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", page.stream().map(WebhookResource::json).toList());
        answer.put(
                "next", page.size() < PAGE ? null : Long.toString(page.getLast().id()));
        return Response.json(200, answer);
    }

    Response create(Request request, Bearer bearer) {
        byte[] body = request.body(Request.FORM_LIMIT);
        Fields fields = Fields.of(body);
        Optional<WebAddress> endpoint = endpoints.endpoint(fields);
        EndpointFields.Whose whose = endpoints.whose(fields);
        Optional<WebhookSecret> secret = secret(fields);
        List<String> topics = fields.texts("topics", 100, 200);
        fields.refuseOthers();
        partners.enrol(fields, whose, topics);
        return writes.once(request, body, bearer, tx -> {
            Optional<ReaderId> reader = endpoints.reader(tx, fields, whose);
            if (!fields.faults().isEmpty()) {
                return Response.problem(
                        Problem.invalid("webhook-invalid", "The webhook is not valid", fields.faults()));
            }
            return made(tx, reader.orElseThrow(), endpoint.orElseThrow(), secret);
        });
    }

    private Response made(Handle tx, ReaderId reader, WebAddress endpoint, Optional<WebhookSecret> secret) {
        Webhooks.Made made = secret.map(chosen -> webhooks.make(tx, reader, endpoint, chosen))
                .orElseGet(() -> webhooks.make(tx, reader, endpoint));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", Long.toString(made.id()));
        answer.put("readerId", Integer.toString(reader.value()));
        answer.put("endpoint", endpoint.toString());
        answer.put("secret", made.secret().text());
        return Response.json(made.isNew() ? 201 : 200, answer);
    }

    /// A new secret; for a day both sign.
    Response rotate(Request request, Bearer bearer) {
        Optional<Long> id = number(request.part("id"));
        return writes.once(
                request,
                new byte[0],
                bearer,
                tx -> id.flatMap(number -> webhooks.rotate(tx, number))
                        .map(secret -> Response.json(200, Map.of("secret", secret.text())))
                        .orElseGet(() -> Response.problem(Problem.notFound("webhook"))));
    }

    Response end(Request request, Bearer bearer) {
        Optional<Long> id = number(request.part("id"));
        return writes.once(request, new byte[0], bearer, tx -> {
            boolean isEnded = id.filter(number -> webhooks.end(tx, number)).isPresent();
            return isEnded ? Response.empty(204) : Response.problem(Problem.notFound("webhook"));
        });
    }

    static Optional<Long> number(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private static Optional<WebhookSecret> secret(Fields fields) {
        Optional<String> text = fields.text("secret", 200);
        Optional<WebhookSecret> secret = text.flatMap(WebhookSecret::parse);
        if (text.isPresent() && secret.isEmpty()) {
            fields.fault("secret", "not-a-secret", "secret is not whsec_ and base64 of 24 to 64 bytes");
        }
        return secret;
    }

    private static Map<String, Object> json(Webhooks.Listed webhook) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(webhook.id()));
        json.put("readerId", Integer.toString(webhook.reader().value()));
        json.put("endpoint", webhook.endpoint());
        json.put("createdAt", webhook.createdAt().toString());
        json.put("failingSince", webhook.failingSince().map(Object::toString).orElse(null));
        json.put("disabledAt", webhook.disabledAt().map(Object::toString).orElse(null));
        json.put("disabledWhy", webhook.disabledWhy().orElse(null));
        return json;
    }
}
