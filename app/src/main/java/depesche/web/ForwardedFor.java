package depesche.web;

import depesche.config.Proxies;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `X-Forwarded-For`, to which each proxy appends the address that asked it. Read from its end, an entry counts
/// only while whoever wrote it is a proxy we believe: the first address that is none is the client. What stands
/// before it may be made up by that client, and is not looked at.
final class ForwardedFor {

    private static final int LONGEST_ENTRY = 64;

    /// `192.0.2.7:4711`, `[2001:db8::7]:4711` or `[2001:db8::7]`: some proxies add the port.
    private static final Pattern WITH_PORT = Pattern.compile("([0-9.]+):[0-9]+|\\[([0-9A-Fa-f:.]+)](?::[0-9]+)?");

    private ForwardedFor() {}

    /// @param peer the other end of the connection
    /// @param headers each line of the header, in their order
    static String client(String peer, List<String> headers, Proxies proxies) {
        Optional<InetAddress> nearest = address(peer);
        if (nearest.isEmpty() || headers.isEmpty()) {
            return peer;
        }
        InetAddress client = nearest.get();
        List<String> entries = List.of(String.join(",", headers).split(",", -1));
        for (String entry : entries.reversed()) {
            Optional<InetAddress> before = proxies.include(client) ? address(entry.strip()) : Optional.empty();
            if (before.isEmpty()) {
                break;
            }
            client = before.get();
        }
        return client.getHostAddress();
    }

    /// Only what is an address in digits: no name is ever looked up.
    private static Optional<InetAddress> address(String entry) {
        if (entry.length() > LONGEST_ENTRY) {
            return Optional.empty();
        }
        Matcher form = WITH_PORT.matcher(entry);
        String bare = form.matches() ? Optional.ofNullable(form.group(1)).orElse(form.group(2)) : entry;
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
