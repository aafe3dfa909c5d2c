package depesche.api;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.account.ReaderId;
import depesche.account.Tokens.Bearer;
import depesche.channel.PushKeys;
import depesche.channel.PushSubscriptions;
import depesche.db.Database;
import depesche.net.WebAddress;
import depesche.web.Fields;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// `/api/v1/push-subscriptions`: what a browser's `PushSubscription` says of itself, and whose browser it is.
final class PushSubscriptionResource {

    private final Writes writes;
    private final PushSubscriptions subscriptions;
    private final EndpointFields endpoints;
    private final String publicKey;

    PushSubscriptionResource(Database db, PushSubscriptions subscriptions, EndpointFields endpoints, String publicKey) {
        this.writes = new Writes(db);
        this.subscriptions = subscriptions;
        this.endpoints = endpoints;
        this.publicKey = publicKey;
    }

    /// What a browser needs before it can subscribe.
    Response key(Request request, Bearer bearer) {
        return Response.json(200, Map.of("publicKey", publicKey));
    }

    Response create(Request request, Bearer bearer) {
        byte[] body = request.body(Request.FORM_LIMIT);
        Fields fields = Fields.of(body);
        Optional<WebAddress> endpoint = endpoints.endpoint(fields);
        Optional<PushKeys> keys = keys(fields);
        EndpointFields.Whose whose = endpoints.whose(fields);
        var _ = fields.has("expirationTime");
        fields.refuseOthers();
        return writes.once(request, body, bearer, tx -> {
            Optional<ReaderId> reader = endpoints.reader(tx, fields, whose);
            if (!fields.faults().isEmpty()) {
                return Response.problem(
                        Problem.invalid("push-subscription-invalid", "The subscription is not valid", fields.faults()));
            }
            var made = subscriptions.make(tx, reader.orElseThrow(), endpoint.orElseThrow(), keys.orElseThrow());
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("id", Long.toString(made.id()));
            answer.put("readerId", Integer.toString(reader.get().value()));
            answer.put("endpoint", endpoint.get().toString());
            return Response.json(made.isNew() ? 201 : 200, answer);
        });
    }

    Response end(Request request, Bearer bearer) {
        Optional<Long> id = WebhookResource.number(request.part("id"));
        return writes.once(request, new byte[0], bearer, tx -> {
            boolean isEnded = id.filter(number -> subscriptions.end(tx, number)).isPresent();
            return isEnded ? Response.empty(204) : Response.problem(Problem.notFound("push subscription"));
        });
    }

    private static Optional<PushKeys> keys(Fields fields) {
        Optional<JsonNode> object = fields.object("keys");
        if (object.isEmpty()) {
            fields.fault("keys", "missing", "keys is missing or no object");
            return Optional.empty();
        }
        Fields inner = Fields.of(object.get());
        Optional<byte[]> point = key(fields, inner, "p256dh", PushKeys::publicKey, "a point of P-256 in base64url");
        Optional<byte[]> auth = key(fields, inner, "auth", PushKeys::auth, "16 bytes in base64url");
        inner.refuseOthers();
        inner.faults().forEach(fault -> fields.fault("keys." + fault.field(), fault.code(), "keys." + fault.message()));
        return point.flatMap(it -> auth.map(secret -> new PushKeys(it, secret)));
    }

    private static Optional<byte[]> key(
            Fields fields, Fields inner, String name, Function<String, Optional<byte[]>> reading, String rule) {
        String text = inner.requiredText(name, 200);
        Optional<byte[]> key = text.isEmpty() ? Optional.empty() : reading.apply(text);
        if (!text.isEmpty() && key.isEmpty()) {
            fields.fault("keys." + name, "not-a-key", "keys." + name + " is not " + rule);
        }
        return key;
    }
}
