package depesche.api;

import depesche.account.Consent;
import depesche.account.Reader;
import depesche.account.ReaderId;
import depesche.account.Tokens.Bearer;
import depesche.db.Database;
import depesche.follow.Follow;
import depesche.follow.ImportTally;
import depesche.follow.ReaderOverview;
import depesche.text.EmailAddress;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/api/v1/readers`: taken in by the million, looked up, erased.
final class ReaderResource {

    /// So many refused lines are named; how many there are is told by `refusedCount`.
    private static final int MOST_REFUSED = 1000;

    private static final byte[] NO_BODY = new byte[0];

    private final Writes writes;
    private final ApiRoutes.Readership readership;

    ReaderResource(Database db, ApiRoutes.Readership readership) {
        this.writes = new Writes(db);
        this.readership = readership;
    }

    /// The body is read as it comes, a line a reader.
    Response importMany(Request request, Bearer bearer) {
        return writes.repeatable(request, bearer, this::importMany);
    }

    private Response importMany(InputStream lines) {
        List<Object> refused = new ArrayList<>();
        ImportTally tally = readership.followImport().run(lines, line -> {
            if (refused.size() < MOST_REFUSED) {
                refused.add(Map.of("line", line.line(), "why", line.why()));
            }
        });
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("created", tally.created());
        answer.put("updated", tally.updated());
        answer.put("unchanged", tally.unchanged());
        answer.put("refused", refused);
        answer.put("refusedCount", tally.refused());
        return Response.json(200, answer);
    }

    Response find(Request request, Bearer bearer) {
        return switch (EmailAddress.parse(request.query("email").orElse(""))) {
            case EmailAddress.Invalid invalid ->
                Response.problem(new Problem(
                        400,
                        "malformed-query",
                        "email is not an e-mail address",
                        Optional.of(invalid.fault().words()),
                        List.of()));
            case EmailAddress.Valid(EmailAddress email) -> {
                Map<String, Object> answer = new LinkedHashMap<>();
                answer.put(
                        "items",
                        readership.overviews().of(email).map(ReaderResource::json).stream()
                                .toList());
                answer.put("next", null);
                yield Response.json(200, answer);
            }
        };
    }

    Response erase(Request request, Bearer bearer) {
        return writes.once(request, NO_BODY, bearer, tx -> {
            boolean isErased = ReaderId.parse(request.part("id"))
                    .filter(id -> readership.erasing().erase(tx, id))
                    .isPresent();
            return isErased ? Response.empty(204) : Response.problem(Problem.notFound("reader"));
        });
    }

    private static Map<String, Object> json(ReaderOverview overview) {
        Reader reader = overview.reader();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", Integer.toString(reader.id().value()));
        json.put("email", reader.email().toString());
        json.put("language", reader.language().toLanguageTag());
        json.put("timeZone", reader.timeZone().getId());
        json.put("follows", follows(overview));
        json.put(
                "consents",
                overview.consents().stream().map(ReaderResource::json).toList());
        json.put(
                "suppressed",
                reader.suppression()
                        .map(suppression -> Map.of(
                                "why", suppression.why().word(),
                                "at", suppression.at().toString()))
                        .orElse(null));
        return json;
    }

    private static List<Object> follows(ReaderOverview overview) {
        List<Object> follows = new ArrayList<>();
        for (var followed : overview.follows()) {
            Map<String, Object> follow = new LinkedHashMap<>();
            follow.put("topic", followed.topic().slug());
            follows.add(with(follow, followed.follow()));
        }
        for (var followed : overview.named()) {
            Map<String, Object> follow = new LinkedHashMap<>();
            follow.put(
                    followed.named().subject().kind().stored(), followed.named().slug());
            follows.add(with(follow, followed.follow()));
        }
        for (var followed : overview.searches()) {
            Map<String, Object> follow = new LinkedHashMap<>();
            follow.put("query", followed.text());
            follows.add(with(follow, followed.follow()));
        }
        return follows;
    }

    private static Map<String, Object> with(Map<String, Object> json, Follow follow) {
        json.put("cadence", follow.cadence().word());
        json.put("since", follow.since().toString());
        return json;
    }

    private static Map<String, Object> json(Consent consent) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", consent.at().toString());
        json.put("source", consent.source());
        json.put("wording", consent.wording());
        return json;
    }
}
