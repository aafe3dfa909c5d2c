package depesche.rules;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whose each table is: only that package writes it.
final class TableOwners {

    private static final Map<String, Set<String>> TABLES = Map.ofEntries(
            Map.entry(
                    "account",
                    Set.of(
                            "secret",
                            "reader",
                            "consent",
                            "suppression_act",
                            "staff",
                            "sign_in_link",
                            "staff_session",
                            "api_token")),
            Map.entry("channel", Set.of("channel", "private_feed")),
            Map.entry("api", Set.of("idempotent_answer")),
            Map.entry(
                    "topic",
                    Set.of(
                            "topic",
                            "topic_label",
                            "topic_alias",
                            "topic_former_slug",
                            "topic_before",
                            "topic_concept")),
            Map.entry("taxonomy", Set.of("topic_operation")),
            Map.entry("masthead", Set.of("masthead")),
            Map.entry("author", Set.of("author")),
            Map.entry("story", Set.of("story", "story_label", "story_former_slug")),
            Map.entry("suggestion", Set.of("topic_model", "story_proposal", "story_proposal_article")),
            Map.entry("picture", Set.of("picture", "rendition")),
            Map.entry(
                    "article",
                    Set.of(
                            "article",
                            "revision",
                            "article_topic",
                            "article_story",
                            "article_author",
                            "article_notice",
                            "front_section",
                            "article_before",
                            "front_section_before")),
            Map.entry("follow", Set.of("follow_request", "follow", "reader_wish", "petition", "follow_before")),
            Map.entry("search", Set.of("saved_search")),
            Map.entry("alert", Set.of("alert", "alert_slice", "alert_set", "alert_counted", "planning")),
            Map.entry("digest", Set.of("digest", "digest_window", "digest_mark", "digest_left_out", "digest_edition")),
            Map.entry("delivery", Set.of("slice_lease", "outcome", "digest_omission")),
            Map.entry("returns", Set.of("bounce")),
            Map.entry(
                    "feed",
                    Set.of(
                            "feed_authority",
                            "hub_intent",
                            "hub_subscription",
                            "activity_actor",
                            "activity_inbox",
                            "activity_follower",
                            "activity_telling",
                            "activity_settled",
                            "purge")),
            Map.entry("ingest", Set.of("item")),
            Map.entry("job", Set.of("scheduled_tasks", "job_set_aside")),
            Map.entry("epoch", Set.of("newsroom")),
            Map.entry("web", Set.of("page_change")));

    private TableOwners() {}

    static Optional<String> of(String table) {
        return TABLES.entrySet().stream()
                .filter(entry -> entry.getValue().contains(table))
                .map(Map.Entry::getKey)
                .findAny();
    }
}
