package depesche.feed.activity.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import depesche.net.Confines;
import depesche.net.Post;
import depesche.net.Posted;
import depesche.net.Poster;
import depesche.net.WebAddress;
import depesche.net.signature.HttpMessage;
import depesche.net.signature.SigningKey;
import depesche.net.signature.Style;
import depesche.web.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Asks other servers who somebody of theirs is, and remembers it for a while. The question is signed, since some
/// servers answer no other.
public final class RemoteActors {

    private static final int MOST_KNOWN = 10_000;
    private static final int MOST_AT_ONCE = 16;
    private static final Duration KEPT = Duration.ofHours(12);

    /// A key is asked for anew at most so often, whoever says that it has changed.
    private static final Duration KEPT_AT_LEAST = Duration.ofMinutes(1);

    private static final Set<String> MEDIA_TYPES = Set.of("application/activity+json", "application/ld+json");
    private static final int GONE = 410;
    private static final int NOT_FOUND = 404;

    private final Poster poster;
    private final Confines confines;
    private final Supplier<SigningKey> key;
    private final InstantSource clock;
    private final Cache<String, Known> known =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();
    private final Semaphore questions = new Semaphore(MOST_AT_ONCE);

    private record Known(RemoteActor actor, Instant at) {}

    /// @param key signs the questions
    public RemoteActors(Poster poster, Confines confines, Supplier<SigningKey> key, InstantSource clock) {
        this.poster = poster;
        this.confines = confines;
        this.key = key;
        this.clock = clock;
    }

    /// As it was told lately; empty if it was not.
    Optional<RemoteActor> known(String keyId) {
        return Optional.ofNullable(known.getIfPresent(keyId))
                .filter(it -> it.at().plus(KEPT).isAfter(clock.instant()))
                .map(Known::actor);
    }

    /// Whether it was told so long ago that it may be another by now.
    boolean mayHaveChanged(String keyId) {
        return Optional.ofNullable(known.getIfPresent(keyId))
                .filter(it -> it.at().plus(KEPT_AT_LEAST).isAfter(clock.instant()))
                .isEmpty();
    }

    /// Whose key this is: asks its server, and believes it if the actor that the key names names it too.
    Fetched ask(String keyId) {
        if (!questions.tryAcquire()) {
            return new Fetched.NotNow("too many questions at once");
        }
        try {
            Fetched fetched = askNow(keyId);
            if (fetched instanceof Fetched.Found(RemoteActor actor)) {
                known.put(keyId, new Known(actor, clock.instant()));
            }
            return fetched;
        } finally {
            questions.release();
        }
    }

    private Fetched askNow(String keyId) {
        String address = withoutFragment(keyId);
        return switch (document(address)) {
            case NoDocument(Fetched why) -> why;
            case Document(JsonNode json)
            when text(json, "owner").isPresent() && json.has("publicKeyPem") ->
                ownerOf(keyId, text(json, "owner").orElseThrow());
            case Document(JsonNode json)
            when !ActorReading.named(json).equals(address) -> ownerOf(keyId, ActorReading.owner(json));
            case Document(JsonNode json) -> ActorReading.of(json, address, keyId, confines);
        };
    }

    /// The key has an address of its own.
    private Fetched ownerOf(String keyId, String owner) {
        if (!isSameHost(keyId, owner)) {
            return new Fetched.Unknown("the key and its owner are of two hosts");
        }
        return switch (document(owner)) {
            case NoDocument(Fetched why) -> why;
            case Document(JsonNode json) -> ActorReading.of(json, owner, keyId, confines);
        };
    }

    private boolean isSameHost(String one, String other) {
        return WebAddress.parse(withoutFragment(one), confines) instanceof WebAddress.Valid(WebAddress first)
                && WebAddress.parse(other, confines) instanceof WebAddress.Valid(WebAddress second)
                && first.origin().equals(second.origin());
    }

    private sealed interface Answer {}

    private record Document(JsonNode json) implements Answer {}

    private record NoDocument(Fetched why) implements Answer {}

    private Answer document(String address) {
        return switch (WebAddress.parse(address, confines)) {
            case WebAddress.Invalid(String why) -> new NoDocument(new Fetched.Unknown("the address " + why));
            case WebAddress.Valid(WebAddress to) ->
                switch (poster.post(question(to)).join()) {
                    case Posted.Answered(int status, var _, String mediaType, String words)
                    when status / 100 == 2 -> read(mediaType, words);
                    case Posted.Answered(int status, var _, var _, var _)
                    when status == GONE -> new NoDocument(new Fetched.Gone());
                    case Posted.Answered(int status, var _, var _, var _)
                    when status == NOT_FOUND -> new NoDocument(new Fetched.Unknown("not found"));
                    case Posted.Answered(int status, var _, var _, var _) ->
                        new NoDocument(new Fetched.NotNow("status " + status));
                    case Posted.Forbidden(String why) -> new NoDocument(new Fetched.Unknown(why));
                    case Posted.Unreachable(String why) -> new NoDocument(new Fetched.NotNow(why));
                    case Posted.Lost(String why) -> new NoDocument(new Fetched.NotNow(why));
                };
        };
    }

    /// What somebody has uploaded there is of another media type, whatever stands in it.
    private static Answer read(String mediaType, String words) {
        if (!MEDIA_TYPES.contains(mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))) {
            return new NoDocument(new Fetched.Unknown("it is no activity document by its media type"));
        }
        return Json.read(words.getBytes(StandardCharsets.ISO_8859_1))
                .filter(JsonNode::isObject)
                .<Answer>map(Document::new)
                .orElseGet(() -> new NoDocument(new Fetched.Unknown("no JSON")));
    }

    private Post question(WebAddress to) {
        Map<String, String> headers = new HashMap<>();
        headers.put(
                "Accept",
                "application/activity+json, application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"");
        headers.put("User-Agent", "Depesche");
        var message = new HttpMessage(
                "GET",
                to.isEncrypted() ? "https" : "http",
                to.authority(),
                to.target(),
                _ -> Optional.empty(),
                new byte[0]);
        headers.putAll(key.get().sign(message, Style.CAVAGE, clock.instant()));
        return Post.asking(to, headers);
    }

    private static String withoutFragment(String address) {
        int fragment = address.indexOf('#');
        return fragment < 0 ? address : address.substring(0, fragment);
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.get(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }
}
