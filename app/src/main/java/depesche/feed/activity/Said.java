package depesche.feed.activity;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.web.Json;
import java.util.Optional;

/// What another server says to one of our inboxes, as far as it matters to us.
sealed interface Said {

    /// Somebody wants to follow one of ours.
    ///
    /// @param id of the wish
    record Follow(String actor, String id, String object) implements Said {}

    /// Somebody follows no more: whom, or by which wish.
    record Unfollow(String actor, String follow, String object) implements Said {}

    /// Somebody wants to hear nothing of one of ours.
    record Block(String actor, String object) implements Said {}

    /// Somebody is no more.
    record Gone(String actor) implements Said {}

    /// Something that changes nothing here.
    record Nothing() implements Said {}

    int LONGEST = 2_000;
    char DELETE = 0x7f;

    /// Empty for what is no activity.
    static Optional<Said> parse(byte[] body) {
        return Json.read(body).filter(JsonNode::isObject).flatMap(Said::of);
    }

    private static Optional<Said> of(JsonNode json) {
        String actor = id(json.path("actor"));
        String type = json.path("type").asText("");
        if (type.isEmpty() || actor.isEmpty()) {
            return Optional.empty();
        }
        JsonNode object = json.path("object");
        String whom = id(object);
        return switch (type) {
            case "Follow" -> wish(actor, id(json), whom);
            case "Block" -> Optional.of(new Block(actor, whom));
            case "Undo" ->
                object.path("type").asText("Follow").equals("Follow")
                        ? Optional.of(new Unfollow(actor, whom, id(object.path("object"))))
                        : Optional.of(new Nothing());
            case "Delete" -> Optional.of(whom.equals(actor) ? new Gone(actor) : new Nothing());
            default -> Optional.of(new Nothing());
        };
    }

    private static Optional<Said> wish(String actor, String id, String whom) {
        return id.isEmpty() || whom.isEmpty() ? Optional.empty() : Optional.of(new Follow(actor, id, whom));
    }

    /// An address, or the thing that has it.
    private static String id(JsonNode json) {
        JsonNode value = json.isObject() ? json.path("id") : json;
        return value.isTextual() && isOneWord(value.asText()) ? value.asText() : "";
    }

    /// No address has blanks or control characters in it, and the database takes no NUL.
    private static boolean isOneWord(String text) {
        return text.length() <= LONGEST && text.chars().allMatch(each -> each > ' ' && each != DELETE);
    }
}
