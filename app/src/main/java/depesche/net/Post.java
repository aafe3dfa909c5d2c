package depesche.net;

import java.util.Map;

/// A request that carries something to an address. The bytes are the sender's and are not changed after.
public record Post(WebAddress to, Map<String, String> headers, byte[] body) {

    public Post {
        headers = Map.copyOf(headers);
    }
}
