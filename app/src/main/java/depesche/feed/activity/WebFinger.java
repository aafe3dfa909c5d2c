package depesche.feed.activity;

import depesche.config.Settings;
import depesche.web.Moved;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Who stands behind a handle or an address of ours (RFC 7033).
final class WebFinger {

    static final String PATH = "/.well-known/webfinger";

    private static final String ACCOUNT = "acct:";

    private final Addresses addresses;
    private final Actors actors;
    private final String host;

    WebFinger(Settings settings, Actors actors) {
        this.addresses = new Addresses(settings);
        this.actors = actors;
        this.host = settings.baseUrl().getAuthority().toLowerCase(Locale.ROOT);
    }

    /// @param relations what is asked for of it; everything where nothing is named
    Optional<Map<String, Object>> of(Handle tx, String resource, List<String> relations) {
        return actor(tx, resource).map(actor -> descriptor(actor, relations));
    }

    private Optional<Actor> actor(Handle tx, String resource) {
        if (resource.toLowerCase(Locale.ROOT).startsWith(ACCOUNT)) {
            String handle = resource.substring(ACCOUNT.length())
                    .toLowerCase(Locale.ROOT)
                    .replaceFirst("^@", "");
            return handle.endsWith("@" + host)
                    ? named(tx, handle.substring(0, handle.length() - host.length() - 1))
                    : Optional.empty();
        }
        return addresses.path(resource).flatMap(path -> actors.byPath(tx, path).or(() -> actors.byPage(tx, path)));
    }

    /// Who was renamed is found under the name of now.
    private Optional<Actor> named(Handle tx, String username) {
        Optional<Actor> actor = actors.byName(tx, username);
        actor.filter(known -> !known.username().equals(username)).ifPresent(known -> {
            throw new Moved(PATH + "?resource=" + ACCOUNT + known.username() + "@" + host);
        });
        return actor;
    }

    private Map<String, Object> descriptor(Actor actor, List<String> relations) {
        List<Map<String, String>> links = Stream.of(
                        link("self", Delivering.MEDIA_TYPE, addresses.id(actor)),
                        link("http://webfinger.net/rel/profile-page", "text/html", addresses.url(actor.page())))
                .filter(link -> relations.isEmpty() || relations.contains(link.get("rel")))
                .toList();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("subject", ACCOUNT + actor.username() + "@" + host);
        fields.put("aliases", List.of(addresses.id(actor), addresses.url(actor.page())));
        fields.put("links", links);
        return fields;
    }

    private static Map<String, String> link(String relation, String mediaType, String address) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("rel", relation);
        fields.put("type", mediaType);
        fields.put("href", address);
        return fields;
    }
}
