package depesche.api;

import depesche.account.Tokens.Bearer;
import depesche.config.Settings;
import depesche.db.Database;
import depesche.feed.ninjs.Ninjs;
import depesche.feed.ninjs.NinjsForm;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `GET /api/v1/articles/{id}/ninjs` and `GET /api/v1/ninjs?since=`: articles for partners, in IPTC's form.
final class NinjsResource {

    private static final int PAGE = 50;
    private static final String CURSOR = "n";
    private static final String NEWEST_VERSION = "3.1";
    private static final Instant LATEST = Instant.parse("2999-01-01T00:00:00Z");

    private final Database db;
    private final Ninjs ninjs;

    NinjsResource(Database db, Settings settings) {
        this.db = db;
        this.ninjs = new Ninjs(settings);
    }

    Response read(Request request, Bearer bearer) {
        Optional<NinjsForm> form = form(request);
        if (form.isEmpty()) {
            return malformed(List.of(unknownVersion()));
        }
        return db.inSnapshot(tx -> ArticleResource.id(request)
                .flatMap(id -> ninjs.of(tx, id, form.get()))
                .map(item -> Response.json(200, item))
                .orElseGet(() -> Response.problem(Problem.notFound("article"))));
    }

    Response list(Request request, Bearer bearer) {
        Optional<NinjsForm> form = form(request);
        Optional<Instant> since = instant(request.query("since").orElse("1970-01-01T00:00:00Z"));
        String cursor = request.query("cursor").orElse("");
        Optional<Ninjs.Mark> after = cursor.isEmpty()
                ? since.map(Ninjs.Mark::before)
                : Cursor.pair(CURSOR, cursor).map(NinjsResource::mark);
        List<String> faults = new ArrayList<>();
        if (form.isEmpty()) {
            faults.add(unknownVersion());
        }
        if (since.isEmpty()) {
            faults.add("since is a time with its offset, such as 2026-03-01T08:00:00Z");
        }
        if (after.isEmpty() && !cursor.isEmpty()) {
            faults.add("cursor is not one of ours");
        }
        return faults.isEmpty() ? page(after.orElseThrow(), form.orElseThrow()) : malformed(faults);
    }

    private Response page(Ninjs.Mark after, NinjsForm form) {
        Ninjs.Part part = db.inSnapshot(tx -> ninjs.after(tx, after, PAGE, form));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", part.items());
        answer.put("next", part.next().map(NinjsResource::cursor).orElse(null));
        return Response.json(200, answer);
    }

    private static Optional<NinjsForm> form(Request request) {
        return NinjsForm.of(request.query("version").orElse(NEWEST_VERSION));
    }

    private static String unknownVersion() {
        return "version is one of " + String.join(", ", NinjsForm.versions());
    }

    private static Response malformed(List<String> faults) {
        return Response.problem(Problem.of(400, "malformed-query", String.join("; ", faults)));
    }

    /// A plus that nobody escaped came as a space.
    private static Optional<Instant> instant(String text) {
        try {
            Instant at = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            return Optional.of(at).filter(it -> it.isBefore(LATEST) && it.isAfter(Instant.EPOCH.minusSeconds(1)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// The database counts microseconds.
    private static String cursor(Ninjs.Mark mark) {
        Instant at = mark.changedAt();
        return Cursor.encoded(CURSOR, at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000, mark.article());
    }

    private static Ninjs.Mark mark(Cursor.Pair pair) {
        long micros = pair.first();
        Instant at = Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
        return new Ninjs.Mark(at, pair.second());
    }
}
