package depesche.net;

import java.util.Map;

/// A request to an address that others gave us: one that carries something there, or one that asks. The bytes are the
/// sender's and are not changed after.
public record Post(Verb verb, WebAddress to, Map<String, String> headers, byte[] body) {

    private static final byte[] NOTHING = new byte[0];

    /// Whether something is carried there or asked.
    public enum Verb {
        POST,
        GET
    }

    public Post {
        headers = Map.copyOf(headers);
    }

    /// Carries something there.
    public Post(WebAddress to, Map<String, String> headers, byte[] body) {
        this(Verb.POST, to, headers, body);
    }

    /// Asks what is there.
    public static Post asking(WebAddress to, Map<String, String> headers) {
        return new Post(Verb.GET, to, headers, NOTHING);
    }

    boolean hasBody() {
        return verb == Verb.POST;
    }
}
