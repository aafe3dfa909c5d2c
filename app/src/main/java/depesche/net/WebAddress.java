package depesche.net;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/// An absolute address that others gave us to post to: https, or http where the operator let requests go anywhere.
/// That it reaches a public machine is checked when it is connected to, each time.
public final class WebAddress {

    private static final int LONGEST = 2_000;
    private static final Pattern NUMBER_AT_END = Pattern.compile("(?i)(^|\\.)(\\d+|0x[0-9a-f]*)$");
    private static final Pattern FOUR_NUMBERS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final URI uri;
    /// Asked several times for each message, so made once.
    private final boolean isEncrypted;

    private final String host;
    private final int port;
    private final String authority;
    private final String origin;

    private WebAddress(URI uri) {
        this.uri = uri;
        this.isEncrypted = "https".equalsIgnoreCase(uri.getScheme());
        String written = uri.getHost().toLowerCase(Locale.ROOT);
        this.host = written.startsWith("[") ? written.substring(1, written.length() - 1) : written;
        int usual = isEncrypted ? HTTPS : HTTP;
        this.port = uri.getPort() > 0 ? uri.getPort() : usual;
        this.authority = port == usual ? written : written + ":" + port;
        this.origin = (isEncrypted ? "https://" : "http://") + authority;
    }

    /// What became of a text.
    public sealed interface Parsed {}

    /// It is one.
    public record Valid(WebAddress address) implements Parsed {}

    /// @param why ends the sentence "the address …"
    public record Invalid(String why) implements Parsed {}

    public static Parsed parse(String text, Confines confines) {
        if (text.length() > LONGEST) {
            return new Invalid("is longer than " + LONGEST + " characters");
        }
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return new Invalid("has characters that no address has; names of other scripts are written as xn--…");
        }
        try {
            return checked(new URI(text), confines);
        } catch (URISyntaxException _) {
            return new Invalid("is no address");
        }
    }

    private static Parsed checked(URI uri, Confines confines) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean isAllowed = scheme.equals("https") || scheme.equals("http") && confines == Confines.ANYWHERE;
        if (!isAllowed) {
            return new Invalid("must begin with https://");
        }
        if (!hasHost(uri) || uri.getPort() == 0 || uri.getPort() > 65_535) {
            return new Invalid("names no host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return new Invalid("has a user's name or a fragment");
        }
        return new Valid(new WebAddress(uri));
    }

    /// One number for four, in whatever notation, is an address that only some programs understand.
    private static boolean hasHost(URI uri) {
        String host = uri.getHost();
        return host != null
                && !host.endsWith(".")
                && (!NUMBER_AT_END.matcher(host).find()
                        || FOUR_NUMBERS.matcher(host).matches());
    }

    /// An address that was checked when it was stored.
    public static WebAddress ofStored(String text) {
        return new WebAddress(URI.create(text));
    }

    public boolean isEncrypted() {
        return isEncrypted;
    }

    /// The host, without the brackets of an IPv6 address.
    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    /// Host, and port where it is not the usual one.
    public String authority() {
        return authority;
    }

    /// Scheme, host and port where it is not the usual one (RFC 6454 §6.2).
    public String origin() {
        return origin;
    }

    /// Path and query, as they stand in a request.
    public String target() {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WebAddress address && address.uri.equals(uri);
    }

    @Override
    public int hashCode() {
        return uri.hashCode();
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
