package depesche.feed.activity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/// What an actor has said of articles that stand, the newest first, in parts; and how many follow it, but not who.
final class Outbox {

    private final Addresses addresses;
    private final Actors actors;
    private final Activities activities;

    Outbox(Addresses addresses, Actors actors) {
        this.addresses = addresses;
        this.actors = actors;
        this.activities = new Activities(addresses, actors.paper());
    }

    Map<String, Object> of(Actor actor) {
        Map<String, Object> fields = document(addresses.outbox(actor), "OrderedCollection");
        fields.put("first", page(actor, OptionalLong.empty()));
        return fields;
    }

    Map<String, Object> part(Handle tx, Actor actor, OptionalLong before) {
        Actor.Part part = actors.articles(tx, actor, before);
        List<Map<String, Object>> items = new ArrayList<>();
        part.articles().stream()
                .flatMap(id -> ToldArticles.byId(tx, id).stream())
                .forEach(article -> {
                    Map<String, Object> said =
                            actor.isPaper() ? activities.create(article) : activities.announce(actor, article, 0);
                    said.remove("@context");
                    items.add(said);
                });
        Map<String, Object> fields = document(page(actor, before), "OrderedCollectionPage");
        fields.put("partOf", addresses.outbox(actor));
        if (part.goesOn()) {
            long last = part.articles().getLast().value();
            fields.put("next", page(actor, OptionalLong.of(last)));
        }
        fields.put("orderedItems", items);
        return fields;
    }

    Map<String, Object> followers(Handle tx, Actor actor) {
        Map<String, Object> fields = document(addresses.followers(actor), "OrderedCollection");
        fields.put("totalItems", Followers.count(tx, actor));
        return fields;
    }

    private String page(Actor actor, OptionalLong before) {
        return addresses.outbox(actor) + "/page" + query(before);
    }

    static String query(OptionalLong before) {
        return before.isPresent() ? "?before=" + before.getAsLong() : "";
    }

    private static Map<String, Object> document(String id, String type) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("@context", NoteDocument.CONTEXT);
        fields.put("id", id);
        fields.put("type", type);
        return fields;
    }
}
