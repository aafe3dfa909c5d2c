package depesche.api;

import depesche.account.Staff;
import depesche.account.StaffMember;
import depesche.account.Tokens.Bearer;
import depesche.article.ArticleId;
import depesche.article.PublishResult;
import depesche.db.Database;
import depesche.delivery.email.Proof;
import depesche.preflight.article.Rehearsal;
import depesche.preflight.article.Rehearsal.Rehearsed;
import depesche.preflight.article.Trial;
import depesche.text.Messages;
import depesche.web.Fields;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Publishing without publishing: what a dry run answers, and `POST /api/v1/articles/{id}/trial`, the mail to the
/// newsroom's own people.
final class RehearsalResource {

    private static final int MOST_RECIPIENTS = 20;
    private static final String SECONDS = "10";

    private final Writes writes;
    private final Rehearsal rehearsal;
    private final Trial trial;
    private final Staff staff;
    private final ReachJson reach;

    RehearsalResource(Database db, Rehearsal rehearsal, Trial trial, Staff staff, ReachJson reach) {
        this.writes = new Writes(db);
        this.rehearsal = rehearsal;
        this.trial = trial;
        this.staff = staff;
        this.reach = reach;
    }

    /// What `POST …/publication` answers with `dryRun`.
    Response dryRun(ArticleId id) {
        return rehearsal
                .of(id, Locale.ENGLISH)
                .map(rehearsed -> Response.json(200, json(rehearsed)))
                .orElseGet(() -> Response.problem(Problem.notFound("article")));
    }

    private Map<String, Object> json(Rehearsed rehearsed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dryRun", true);
        json.put("obstacle", rehearsed.obstacle().map(RehearsalResource::word).orElse(null));
        json.put("reach", ReachJson.numbers(rehearsed.reach()));
        json.put("preflight", reach.defects(rehearsed.defects()));
        Locale language = Messages.spoken(rehearsed.article().language());
        json.put(
                "mail",
                rehearsal
                        .mail(rehearsed.article(), language)
                        .map(mail -> mail(language, mail))
                        .orElse(null));
        return json;
    }

    /// The type of the problem that publishing would answer; a second publication answers as the first.
    private static String word(PublishResult obstacle) {
        return switch (obstacle) {
            case PublishResult.UnderEmbargo _ -> "under-embargo";
            case PublishResult.Incomplete _ -> "article-incomplete";
            case PublishResult.NotPublishable _ -> "wrong-state";
            case PublishResult.WasPublished _ -> "was-published";
            case PublishResult.Published _, PublishResult.NoSuchArticle _ ->
                throw new IllegalArgumentException("no obstacle: " + obstacle);
        };
    }

    private static Map<String, Object> mail(Locale language, Proof mail) {
        List<Object> headers = new ArrayList<>();
        mail.headers().forEach(header -> headers.add(Map.of("name", header.name(), "value", header.value())));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("language", language.toLanguageTag());
        json.put("subject", mail.subject());
        json.put("headers", headers);
        json.put("text", mail.text());
        json.put("html", mail.html());
        return json;
    }

    /// Waits for the mail server, so it holds no transaction.
    Response trial(Request request, Bearer bearer) {
        byte[] body = request.body(Request.FORM_LIMIT);
        return writes.leased(request, body, bearer, () -> trial(request, body, bearer));
    }

    private Response trial(Request request, byte[] body, Bearer bearer) {
        Fields fields = Fields.of(body);
        List<StaffMember> recipients = recipients(fields);
        Optional<Locale> language = language(fields);
        fields.refuseOthers();
        Optional<Rehearsed> rehearsed = ArticleResource.id(request).flatMap(id -> rehearsal.of(id, Locale.ENGLISH));
        if (rehearsed.isEmpty()) {
            return Response.problem(Problem.notFound("article"));
        }
        if (!fields.faults().isEmpty()) {
            return Response.problem(
                    Problem.invalid("trial-invalid", "No trial can be sent like this", fields.faults()));
        }
        return rehearsed
                .get()
                .obstacle()
                .flatMap(RehearsalResource::refusal)
                .orElseGet(() -> sent(rehearsed.get(), recipients, language, bearer));
    }

    /// People of the newsroom may see what is under embargo, and what is public.
    private static Optional<Response> refusal(PublishResult obstacle) {
        return switch (obstacle) {
            case PublishResult.Incomplete(List<String> missing) -> Optional.of(PublicationResource.incomplete(missing));
            case PublishResult.NotPublishable(var state) ->
                Optional.of(Response.problem(Problem.conflict(
                        "wrong-state", "The article can no longer be published", "its state is " + state.word())));
            case PublishResult.Published _,
                    PublishResult.WasPublished _,
                    PublishResult.UnderEmbargo _,
                    PublishResult.NoSuchArticle _ -> Optional.empty();
        };
    }

    private Response sent(Rehearsed rehearsed, List<StaffMember> recipients, Optional<Locale> language, Bearer bearer) {
        Locale spoken = language.orElseGet(() -> rehearsed.article().language());
        return switch (trial.send(rehearsed.article(), recipients, spoken, bearer.actor())) {
            case Trial.Result.Sent(var outcomes) ->
                Response.json(
                        200,
                        Map.of(
                                "items",
                                outcomes.stream().map(RehearsalResource::json).toList()));
            case Trial.Result.NoPlace(int connections) ->
                Response.problem(Problem.of(
                                503,
                                "mail-busy",
                                "All " + connections + " connections to the mail server are in use; nothing was sent"))
                        .with("Retry-After", SECONDS);
        };
    }

    private static Map<String, Object> json(Trial.Outcome outcome) {
        return Map.of("email", outcome.email(), "end", outcome.end(), "reply", outcome.words());
    }

    private List<StaffMember> recipients(Fields fields) {
        List<StaffMember> recipients = new ArrayList<>();
        for (String email :
                fields.texts("to", MOST_RECIPIENTS, 400).stream().distinct().toList()) {
            Optional<StaffMember> member = staff.byEmail(email);
            member.ifPresent(recipients::add);
            if (member.isEmpty()) {
                fields.fault("to", "not-staff", email + " is nobody's of the newsroom; trials go to its people only");
            }
        }
        if (recipients.isEmpty() && fields.faults().isEmpty()) {
            fields.fault("to", "missing", "to names those of the newsroom who are to get the trial");
        }
        return recipients;
    }

    private static Optional<Locale> language(Fields fields) {
        Optional<String> language = fields.text("language", 20);
        boolean isSpoken = language.stream()
                .allMatch(tag -> Messages.LANGUAGES.stream()
                        .anyMatch(known -> known.getLanguage().equals(tag)));
        if (!isSpoken) {
            fields.fault("language", "unknown-language", "language must be de or en");
        }
        return language.filter(_ -> isSpoken).map(Locale::forLanguageTag);
    }
}
