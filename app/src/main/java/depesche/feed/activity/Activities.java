package depesche.feed.activity;

import static java.nio.charset.StandardCharsets.UTF_8;

import depesche.feed.activity.ToldArticles.Told;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What actors of ours say. An activity's id is the same however often it is sent.
final class Activities {

    private final Addresses addresses;
    private final Actor paper;
    private final NoteDocument notes;

    Activities(Addresses addresses, Actor paper) {
        this.addresses = addresses;
        this.paper = paper;
        this.notes = new NoteDocument(addresses, paper);
    }

    /// The paper says that there is an article.
    Map<String, Object> create(Told article) {
        Map<String, Object> fields = of(paper, "Create", addresses.note(article.id()) + "#create");
        fields.put("published", NoteDocument.time(article.publishedAt()));
        return toAll(fields, notes.of(article), List.of(addresses.followers(paper)));
    }

    /// The paper says that it was changed.
    ///
    /// @param form tells this form of it from others
    Map<String, Object> update(Told article, String form) {
        Map<String, Object> fields = of(paper, "Update", addresses.note(article.id()) + "#update-" + form);
        fields.put("published", NoteDocument.time(article.changedAt()));
        return toAll(fields, notes.of(article), List.of(addresses.followers(paper)));
    }

    /// The paper says that it was withdrawn, and nothing of what it said.
    Map<String, Object> delete(Told article) {
        Map<String, Object> fields = of(paper, "Delete", addresses.note(article.id()) + "#delete");
        return toAll(fields, notes.of(article), List.of(addresses.followers(paper)));
    }

    /// Another actor passes an article on to its own followers.
    ///
    /// @param before how often it took that back
    Map<String, Object> announce(Actor actor, Told article, int before) {
        Map<String, Object> fields =
                of(actor, "Announce", addresses.id(actor) + "#announce-" + numbered(article, before));
        fields.put("published", NoteDocument.time(article.publishedAt()));
        return toAll(fields, addresses.note(article.id()), List.of(addresses.followers(actor), addresses.id(paper)));
    }

    /// It takes back that it passed it on.
    ///
    /// @param before how often it did so before
    Map<String, Object> undo(Actor actor, Told article, int before) {
        Map<String, Object> fields = of(actor, "Undo", addresses.id(actor) + "#undo-" + numbered(article, before));
        Map<String, Object> announced = announce(actor, article, before);
        announced.remove("@context");
        return toAll(fields, announced, List.of(addresses.followers(actor), addresses.id(paper)));
    }

    private static String numbered(Told article, int before) {
        return before == 0 ? article.id().toString() : article.id() + "-" + before;
    }

    /// An actor takes a follower.
    Map<String, Object> accept(Actor actor, String follower, String follow) {
        Map<String, Object> fields =
                of(actor, "Accept", addresses.id(actor) + "#accept-" + Fingerprint.of(follow.getBytes(UTF_8)));
        fields.put("object", Map.of("id", follow, "type", "Follow", "actor", follower, "object", addresses.id(actor)));
        fields.put("to", List.of(follower));
        return fields;
    }

    private Map<String, Object> of(Actor actor, String type, String id) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("@context", NoteDocument.CONTEXT);
        fields.put("id", id);
        fields.put("type", type);
        fields.put("actor", addresses.id(actor));
        return fields;
    }

    private static Map<String, Object> toAll(Map<String, Object> fields, Object object, List<String> copies) {
        fields.put("object", object);
        fields.put("to", List.of(NoteDocument.PUBLIC));
        fields.put("cc", copies);
        return fields;
    }
}
