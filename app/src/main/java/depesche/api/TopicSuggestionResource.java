package depesche.api;

import depesche.account.Tokens.Bearer;
import depesche.db.Database;
import depesche.suggestion.ArticleText;
import depesche.suggestion.Suggestion;
import depesche.suggestion.Training.Trained;
import depesche.text.Languages;
import depesche.web.Fields;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `/api/v1/topic-suggestions`: topics for a text that need not be saved, and learning of the archive now.
final class TopicSuggestionResource {

    private final ApiRoutes.Suggestions use;
    private final Writes writes;

    TopicSuggestionResource(Database db, ApiRoutes.Suggestions use) {
        this.writes = new Writes(db);
        this.use = use;
    }

    Response create(Request request, Bearer bearer) {
        Fields fields = Fields.of(request.body(Request.FORM_LIMIT));
        String headline = fields.text("headline", Request.FORM_LIMIT).orElse("");
        String body = fields.text("body", Request.FORM_LIMIT).orElse("");
        Locale language = language(fields);
        fields.refuseOthers();
        if (!fields.faults().isEmpty()) {
            return Response.problem(Problem.invalid(
                    "topic-suggestion-invalid", "No topics can be suggested for this", fields.faults()));
        }
        List<Suggestion> suggestions = use.suggesting().of(ArticleText.ofHtml(headline, body, language));
        return Response.json(
                200,
                Map.of(
                        "items",
                        suggestions.stream().map(TopicSuggestionResource::json).toList()));
    }

    /// The answer comes when it is done.
    Response train(Request request, Bearer bearer) {
        return writes.leased(request, new byte[0], bearer, this::trained);
    }

    private Response trained() {
        Trained trained = use.training().train();
        return Response.json(200, Map.of("articles", trained.articles(), "topics", trained.topics()));
    }

    private Locale language(Fields fields) {
        Optional<String> tag = fields.text("language", 100);
        Optional<Locale> language = tag.flatMap(Languages::parse);
        if (tag.isPresent() && language.isEmpty()) {
            fields.fault("language", "unknown-language", "language is not a language we know, like de or en-GB");
        }
        return language.orElseGet(use.language());
    }

    private static Map<String, Object> json(Suggestion suggestion) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("topic", suggestion.topic().slug());
        json.put("score", Math.round(suggestion.score() * 10_000) / 10_000.0);
        json.put("because", suggestion.because());
        return json;
    }
}
