package depesche.net;

import java.net.InetAddress;
import java.util.regex.Pattern;

/// Hosts that nobody outside the house can find: names that the DNS of the world does not have, and addresses that are
/// not public.
public final class LocalHosts {

    private static final Pattern NAME =
            Pattern.compile("(?i)[^.:]+|(.+\\.)?(localhost|local|internal|home\\.arpa|lan|test|invalid)");
    private static final Pattern LITERAL = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[.*]");

    private LocalHosts() {}

    /// @param host as it stands in an address: IPv6 in brackets
    public static boolean include(String host) {
        return NAME.matcher(host).matches() || LITERAL.matcher(host).matches() && isPrivate(host);
    }

    private static boolean isPrivate(String literal) {
        try {
            return !AddressRanges.isPublic(InetAddress.ofLiteral(literal.replaceAll("[\\[\\]]", "")));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
