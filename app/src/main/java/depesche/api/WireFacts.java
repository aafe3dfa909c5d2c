package depesche.api;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.article.ArticleId;
import depesche.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What the wire said beside an article's text: its source and version, credit, categories, pictures.
final class WireFacts {

    private WireFacts() {}

    static Optional<Map<String, Object>> of(Handle tx, ArticleId article) {
        return tx.createQuery("""
                select source, external_id, version, facts
                  from item
                 where article_id = :article
                 order by version desc, changed_at desc, received_at desc
                 limit 1
                """)
                .bind("article", article.value())
                .map((row, _) -> {
                    Map<String, Object> wire = new LinkedHashMap<>();
                    wire.put("source", row.getString("source"));
                    wire.put("externalId", row.getString("external_id"));
                    wire.put("version", row.getLong("version"));
                    facts(row.getString("facts"))
                            .properties()
                            .forEach(fact -> wire.putIfAbsent(fact.getKey(), fact.getValue()));
                    return wire;
                })
                .findOne();
    }

    private static JsonNode facts(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
