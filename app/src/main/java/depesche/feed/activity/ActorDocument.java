package depesche.feed.activity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Entities;

/// An actor as other servers see it.
final class ActorDocument {

    private final Addresses addresses;
    private final ActorKeys keys;

    ActorDocument(Addresses addresses, ActorKeys keys) {
        this.addresses = addresses;
        this.keys = keys;
    }

    Map<String, Object> of(Actor actor) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(
                "@context",
                List.of(
                        NoteDocument.CONTEXT,
                        "https://w3id.org/security/v1",
                        Map.of(
                                "toot", "http://joinmastodon.org/ns#",
                                "discoverable", "toot:discoverable",
                                "manuallyApprovesFollowers", "as:manuallyApprovesFollowers")));
        fields.put("id", addresses.id(actor));
        fields.put("type", actor.type());
        fields.put("preferredUsername", actor.username());
        fields.put("name", actor.names().name());
        // Other servers show this as HTML, and the name as it is.
        fields.put("summary", Entities.escape(actor.names().summary()));
        fields.put("url", addresses.url(actor.page()));
        fields.put("inbox", addresses.inbox(actor));
        fields.put("outbox", addresses.outbox(actor));
        fields.put("followers", addresses.followers(actor));
        fields.put("endpoints", Map.of("sharedInbox", addresses.url(Addresses.INBOX)));
        fields.put("icon", Map.of("type", "Image", "mediaType", "image/png", "url", addresses.url("/icon-512.png")));
        fields.put("manuallyApprovesFollowers", false);
        fields.put("discoverable", true);
        fields.put(
                "publicKey",
                Map.of("id", addresses.key(actor), "owner", addresses.id(actor), "publicKeyPem", keys.publicPem()));
        return fields;
    }
}
