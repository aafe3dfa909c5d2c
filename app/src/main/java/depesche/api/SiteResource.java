package depesche.api;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.account.Tokens.Bearer;
import depesche.db.Database;
import depesche.masthead.Draft;
import depesche.masthead.HouseText;
import depesche.masthead.HouseTexts;
import depesche.masthead.Masthead;
import depesche.masthead.RedesignResult;
import depesche.masthead.Redesigning;
import depesche.web.Fault;
import depesche.web.Fields;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/// `/api/v1/site`: what stands at the head of the paper.
final class SiteResource {

    /// Six texts, each of which may be escaped sign by sign.
    private static final int LARGEST = 2 * 1024 * 1024;

    private static final int LONG = 100_000;

    private final Database db;
    private final Writes writes;
    private final Redesigning redesigning;

    SiteResource(Database db, Redesigning redesigning) {
        this.db = db;
        this.writes = new Writes(db);
        this.redesigning = redesigning;
    }

    Response read(Request request, Bearer bearer) {
        return answer(db.read(redesigning::current));
    }

    /// What is not sent stays as it is.
    Response change(Request request, Bearer bearer) {
        byte[] body = request.body(LARGEST);
        return seeing(request, body, bearer, (tx, seen) -> {
            Fields fields = Fields.of(body);
            Draft draft = draft(fields, redesigning.current(tx).draft());
            fields.refuseOthers();
            return withFaults(redesigning.set(tx, seen, draft, bearer.actor()), fields);
        });
    }

    Response undo(Request request, Bearer bearer) {
        byte[] body = request.body(Request.FORM_LIMIT);
        return seeing(request, body, bearer, (tx, seen) -> redesigning.undo(tx, seen, bearer.actor()));
    }

    private Response seeing(
            Request request, byte[] body, Bearer bearer, BiFunction<Handle, Integer, RedesignResult> act) {
        Optional<OptionalInt> seen = request.header("If-Match").map(ArticleResource::revision);
        if (seen.isEmpty()) {
            return Response.problem(Problem.of(428, "if-match-needed", "It needs If-Match with the version seen"));
        }
        if (seen.get().isEmpty()) {
            return Response.problem(Problem.of(412, "edited-since", "If-Match names no version"));
        }
        int version = seen.get().getAsInt();
        return writes.once(request, body, bearer, tx -> answer(act.apply(tx, version)));
    }

    private static Draft draft(Fields fields, Draft now) {
        return new Draft(
                fields.text("name", LONG).orElse(now.name()),
                fields.text("language", LONG).orElse(now.language()),
                fields.text("timeZone", LONG).orElse(now.timeZone()),
                new HouseTexts(
                        text(fields, "imprint", now.texts().imprint()),
                        text(fields, "privacy", now.texts().privacy()),
                        text(fields, "about", now.texts().about())));
    }

    private static HouseText text(Fields fields, String name, HouseText now) {
        Optional<JsonNode> sent = fields.object(name);
        if (sent.isEmpty()) {
            return now;
        }
        Fields languages = Fields.of(sent.get());
        var text = new HouseText(
                languages.text("de", LONG).orElse(now.german()),
                languages.text("en", LONG).orElse(now.english()));
        languages.refuseOthers();
        languages.faults().forEach(fault -> fields.fault(name + "." + fault.field(), fault.code(), fault.message()));
        return text;
    }

    /// What the reading of the fields found goes with what the draft's check found.
    private static RedesignResult withFaults(RedesignResult result, Fields fields) {
        if (fields.faults().isEmpty()) {
            return result;
        }
        List<Fault> faults = new ArrayList<>(fields.faults());
        if (result instanceof RedesignResult.Faulty(var more)) {
            faults.addAll(more);
        }
        return new RedesignResult.Faulty(faults);
    }

    private static Response answer(RedesignResult result) {
        return switch (result) {
            case RedesignResult.Set(Masthead masthead) -> answer(masthead);
            case RedesignResult.Faulty(var faults) ->
                Response.problem(Problem.invalid("site-invalid", "The site cannot be set like this", faults));
            case RedesignResult.SetSince(Masthead since) ->
                Response.problem(new Problem(
                        412,
                        "edited-since",
                        "The site was set meanwhile",
                        Optional.of("version " + since.version() + " by " + since.setBy()),
                        List.of()));
            case RedesignResult.NothingBefore _ ->
                Response.problem(Problem.conflict(
                        "nothing-to-undo", "Nothing was set before", "the settings of the program hold"));
        };
    }

    private static Response answer(Masthead masthead) {
        return Response.json(200, json(masthead)).with("ETag", "\"" + masthead.version() + "\"");
    }

    private static Map<String, Object> json(Masthead masthead) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", masthead.version());
        json.put("name", masthead.name());
        json.put("language", masthead.language().toLanguageTag());
        json.put("timeZone", masthead.timeZone().getId());
        json.put("imprint", json(masthead.texts().imprint()));
        json.put("privacy", json(masthead.texts().privacy()));
        json.put("about", json(masthead.texts().about()));
        json.put("setAt", masthead.isSetAtTheDesk() ? masthead.setAt().toString() : null);
        json.put("setBy", masthead.isSetAtTheDesk() ? masthead.setBy() : null);
        return json;
    }

    private static Map<String, Object> json(HouseText text) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("de", text.german());
        json.put("en", text.english());
        return json;
    }
}
