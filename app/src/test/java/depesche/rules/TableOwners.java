package depesche.rules;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whose each table is: only that package writes it.
final class TableOwners {

    private static final Map<String, Set<String>> TABLES = Map.of(
            "account",
            Set.of("secret", "reader", "consent", "suppression", "staff", "sign_in_link", "staff_session", "api_token"),
            "api",
            Set.of("idempotent_answer"),
            "topic",
            Set.of("topic", "topic_label", "topic_alias"),
            "picture",
            Set.of("picture", "rendition"),
            "article",
            Set.of("article", "revision", "article_topic"),
            "follow",
            Set.of("follow_request", "follow"),
            "alert",
            Set.of("alert", "alert_slice"),
            "delivery",
            Set.of("slice_lease", "outcome"),
            "job",
            Set.of("scheduled_tasks", "job_set_aside"),
            "web",
            Set.of("page_change"));

    private TableOwners() {}

    static Optional<String> of(String table) {
        return TABLES.entrySet().stream()
                .filter(entry -> entry.getValue().contains(table))
                .map(Map.Entry::getKey)
                .findAny();
    }
}
