package depesche.api;

import depesche.account.ReaderId;
import depesche.account.Readers;
import depesche.account.SuppressResult;
import depesche.account.Suppressing;
import depesche.account.Suppression;
import depesche.account.SuppressionAct;
import depesche.account.Tokens.Bearer;
import depesche.channel.Contact;
import depesche.channel.Ways;
import depesche.db.Database;
import depesche.web.Fields;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// `/api/v1/readers/{id}/suppression`: whether and where a reader is told; closing one by hand on every channel, and
/// `…/undo`, lifting that or what a bounce or a complaint has ended.
final class SuppressionResource {

    private final Database db;
    private final Writes writes;
    private final Suppressing suppressing;
    private final Readers readers;

    SuppressionResource(Database db, Suppressing suppressing, Readers readers) {
        this.db = db;
        this.writes = new Writes(db);
        this.suppressing = suppressing;
        this.readers = readers;
    }

    Response read(Request request, Bearer bearer) {
        return reader(request).map(id -> db.inSnapshot(tx -> answer(tx, id))).orElseGet(SuppressionResource::unknown);
    }

    Response create(Request request, Bearer bearer) {
        byte[] body = request.body(Request.FORM_LIMIT);
        Fields fields = Fields.of(body);
        String note = fields.requiredText("note", Suppressing.LONGEST_NOTE);
        fields.refuseOthers();
        return carriedOut(request, body, bearer, fields, (tx, id) -> suppressing.close(tx, id, note, bearer.actor()));
    }

    Response undo(Request request, Bearer bearer) {
        byte[] body = request.body(Request.FORM_LIMIT);
        Fields fields = Fields.of(body);
        Optional<Suppression.Why> why = why(fields);
        String note = fields.text("note", Suppressing.LONGEST_NOTE).orElse("");
        fields.refuseOthers();
        return carriedOut(
                request,
                body,
                bearer,
                fields,
                (tx, id) -> suppressing.lift(tx, id, why.orElseThrow(), note, bearer.actor()));
    }

    private static Optional<Suppression.Why> why(Fields fields) {
        String word = fields.requiredText("why", 20);
        Optional<Suppression.Why> why = Suppression.Why.of(word);
        if (why.isEmpty() && !word.isEmpty()) {
            String known = Arrays.stream(Suppression.Why.values())
                    .map(Suppression.Why::word)
                    .collect(Collectors.joining(", "));
            fields.fault("why", "unknown-reason", "why must be what is to be lifted: " + known);
        }
        return why;
    }

    private Response carriedOut(
            Request request,
            byte[] body,
            Bearer bearer,
            Fields fields,
            BiFunction<Handle, ReaderId, SuppressResult> act) {
        Optional<ReaderId> reader = reader(request);
        if (reader.isEmpty()) {
            return unknown();
        }
        if (!fields.faults().isEmpty()) {
            return invalid(fields);
        }
        return writes.once(request, body, bearer, tx -> answer(tx, reader.get(), fields, act.apply(tx, reader.get())));
    }

    private Response answer(Handle tx, ReaderId reader, Fields fields, SuppressResult result) {
        return switch (result) {
            case SuppressResult.Done() -> answer(tx, reader);
            case SuppressResult.NoteMissing() -> {
                fields.fault("note", "missing", "a complaint is lifted only with a note that says why");
                yield invalid(fields);
            }
            case SuppressResult.Otherwise(var standing) ->
                Response.problem(Problem.conflict(
                        "suppressed-otherwise",
                        "What is to be lifted does not stand",
                        standing.map(now -> "the reader is not written to because of: "
                                        + now.why().word())
                                .orElse("the reader is written to")));
            case SuppressResult.NoSuchReader() -> unknown();
        };
    }

    private Response answer(Handle tx, ReaderId reader) {
        return Contact.of(tx, readers, reader)
                .map(contact -> Response.json(200, json(contact)))
                .orElseGet(SuppressionResource::unknown);
    }

    private static Map<String, Object> json(Contact contact) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("readerId", Integer.toString(contact.reader().id().value()));
        json.put(
                "suppressed",
                contact.reader().suppression().map(SuppressionResource::json).orElse(null));
        json.put("behind", contact.behind().map(SuppressionResource::json).orElse(null));
        json.put("told", json(contact.open()));
        json.put("acts", contact.acts().stream().map(SuppressionResource::json).toList());
        return json;
    }

    private static Map<String, Object> json(Suppression suppression) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("why", suppression.why().word());
        json.put("at", suppression.at().toString());
        json.put("note", suppression.note());
        return json;
    }

    private static Map<String, Object> json(Ways told) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("email", told.mail());
        json.put("push", told.browsers());
        json.put("webhook", told.webhooks().size());
        json.put("feed", told.feed());
        return json;
    }

    private static Map<String, Object> json(SuppressionAct act) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("act", act.kind().word());
        json.put("why", act.why().word());
        json.put("note", act.note());
        json.put("at", act.at().toString());
        json.put("by", act.by());
        return json;
    }

    private static Optional<ReaderId> reader(Request request) {
        return ReaderId.parse(request.part("id"));
    }

    private static Response invalid(Fields fields) {
        return Response.problem(
                Problem.invalid("suppression-invalid", "The suppression is not valid", fields.faults()));
    }

    private static Response unknown() {
        return Response.problem(Problem.notFound("reader"));
    }
}
