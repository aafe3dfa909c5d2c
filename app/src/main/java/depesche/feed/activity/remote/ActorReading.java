package depesche.feed.activity.remote;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.net.Confines;
import depesche.net.WebAddress;
import depesche.net.signature.PublicKeys;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads an actor's document, and believes only what goes together: it is where it says that it is, its key is the one
/// that was asked for, and its inboxes are at its own server, so that nobody sends us to others.
final class ActorReading {

    private ActorReading() {}

    /// @param address where it was found
    /// @param keyId the key that is sought
    static Fetched of(JsonNode json, String address, String keyId, Confines confines) {
        String id = named(json);
        if (!id.equals(address)) {
            return new Fetched.Unknown("it says that it is elsewhere");
        }
        Optional<PublicKey> key = keys(json).stream()
                .filter(it -> text(it, "id").equals(keyId) && text(it, "owner").equals(id))
                .findFirst()
                .flatMap(it -> PublicKeys.parse(text(it, "publicKeyPem")));
        if (key.isEmpty()) {
            return new Fetched.Unknown("it has no such key");
        }
        Optional<WebAddress> inbox = inbox(json, "inbox", id, confines);
        if (inbox.isEmpty()) {
            return new Fetched.Unknown("it has no inbox at its own server");
        }
        WebAddress shared = Optional.ofNullable(json.get("endpoints"))
                .flatMap(endpoints -> inbox(endpoints, "sharedInbox", id, confines))
                .orElse(inbox.get());
        return new Fetched.Found(new RemoteActor(id, keyId, key.get(), inbox.get(), shared));
    }

    /// Where it says that it is.
    static String named(JsonNode json) {
        return text(json, "id");
    }

    /// Whose the key is that is found here: GoToSocial answers at the key's own address with a part of the actor.
    static String owner(JsonNode json) {
        String owner = text(json.path("publicKey"), "owner");
        return owner.isEmpty() ? named(json) : owner;
    }

    /// One, or several.
    private static List<JsonNode> keys(JsonNode json) {
        JsonNode keys = json.path("publicKey");
        List<JsonNode> all = new ArrayList<>();
        if (keys.isArray()) {
            keys.forEach(all::add);
        } else {
            all.add(keys);
        }
        return all;
    }

    private static Optional<WebAddress> inbox(JsonNode json, String field, String id, Confines confines) {
        return WebAddress.parse(text(json, field), confines) instanceof WebAddress.Valid(WebAddress inbox)
                        && WebAddress.parse(id, confines) instanceof WebAddress.Valid(WebAddress actor)
                        && inbox.origin().equals(actor.origin())
                ? Optional.of(inbox)
                : Optional.empty();
    }

    private static String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isTextual() ? value.asText() : "";
    }
}
