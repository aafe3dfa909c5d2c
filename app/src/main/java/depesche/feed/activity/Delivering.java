package depesche.feed.activity;

import depesche.net.Post;
import depesche.net.Posted;
import depesche.net.Poster;
import depesche.net.WebAddress;
import depesche.net.signature.HttpMessage;
import depesche.net.signature.Style;
import depesche.web.Json;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Posts an activity, signed by its actor: in the style that the server took last, and in the other if it does not take
/// that.
final class Delivering {

    static final String MEDIA_TYPE = "application/activity+json";

    /// What servers answer to a signature that they do not understand.
    private static final Set<Integer> NOT_SO = Set.of(400, 401, 403);

    private final Poster poster;
    private final ActorKeys keys;
    private final InstantSource clock;

    Delivering(Poster poster, ActorKeys keys, InstantSource clock) {
        this.poster = poster;
        this.keys = keys;
        this.clock = clock;
    }

    /// What was answered, and to which style.
    record Delivered(Posted posted, Style style) {}

    Delivered deliver(Actor by, Map<String, Object> activity, WebAddress to, Style style) {
        byte[] body = Json.write(activity);
        Posted first = post(by, body, to, style);
        if (!isNotSo(first)) {
            return new Delivered(first, style);
        }
        Posted second = post(by, body, to, style.other());
        return isTaken(second) ? new Delivered(second, style.other()) : new Delivered(first, style);
    }

    private Posted post(Actor by, byte[] body, WebAddress to, Style style) {
        var message = new HttpMessage(
                "POST", to.isEncrypted() ? "https" : "http", to.authority(), to.target(), _ -> Optional.empty(), body);
        Map<String, String> headers = new HashMap<>(keys.of(by).sign(message, style, clock.instant()));
        headers.put("Content-Type", MEDIA_TYPE);
        headers.put("User-Agent", "Depesche");
        return poster.post(new Post(to, headers, body)).join();
    }

    static boolean isTaken(Posted posted) {
        return posted instanceof Posted.Answered(int status, var _, var _, var _) && status / 100 == 2;
    }

    private static boolean isNotSo(Posted posted) {
        return posted instanceof Posted.Answered(int status, var _, var _, var _) && NOT_SO.contains(status);
    }
}
