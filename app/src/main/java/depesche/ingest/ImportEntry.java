package depesche.ingest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One line of an import's report.
///
/// @param why the reason where it was refused, or not published
public record ImportEntry(String path, String externalId, Taken taken, Optional<String> why) {

    /// As JSON to be: `{path, externalId, outcome, articleId?, why?}`.
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("path", path);
        json.put("externalId", externalId.isEmpty() ? null : externalId);
        json.put("outcome", taken.word());
        switch (taken) {
            case Taken.Created(var article) -> json.put("articleId", article.toString());
            case Taken.Updated(var article) -> json.put("articleId", article.toString());
            case Taken.Unchanged(var article) -> json.put("articleId", article.toString());
            case Taken.Refused(String reason) -> json.put("why", reason);
        }
        why.ifPresent(reason -> json.put("why", reason));
        return json;
    }
}
