package depesche.net.signature;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// A request, as far as signatures cover it.
///
/// @param authority host, and port where it is not the usual one
/// @param target path and query as they stand in the request
/// @param field a header's value by its name
public record HttpMessage(
        String method,
        String scheme,
        String authority,
        String target,
        Function<String, Optional<String>> field,
        byte[] body) {

    public HttpMessage {
        authority = authority.toLowerCase(Locale.ROOT);
    }

    /// With which header it is the same to whoever signs: `Host` is what was asked for, whatever a proxy made of it.
    Optional<String> header(String name) {
        return name.equals("host") ? Optional.of(authority) : field.apply(name).map(String::strip);
    }

    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /// With its question mark, also where there is none.
    String query() {
        int query = target.indexOf('?');
        return query < 0 ? "?" : target.substring(query);
    }

    boolean hasBody() {
        return body.length > 0;
    }
}
