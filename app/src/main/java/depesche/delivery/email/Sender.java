package depesche.delivery.email;

import java.net.URI;
import java.util.function.Supplier;

/// Who writes: the paper's name and address, where returned mail goes, and where the links lead.
///
/// @param paper what it is called now
public record Sender(Supplier<String> paper, String address, String bounceDomain, URI baseUrl) {

    String name() {
        return paper.get();
    }

    /// The part of our address behind the `@`.
    String domain() {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /// An absolute address on the site.
    String url(String path) {
        String base = baseUrl.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }
}
