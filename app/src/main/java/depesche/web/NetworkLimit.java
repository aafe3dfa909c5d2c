package depesche.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

/// At most so many requests in ten minutes from one network: an IPv4 address, or an IPv6 network of 56 bits,
/// which is what one household gets. In memory, of this node, for the ten thousand networks that asked last;
/// what protects an address from a flood is counted in the database. Addresses of this house, from loopback to
/// private networks, are not counted: there stands a proxy that speaks for everybody, or ourselves.
///
/// The window slides: of the ten minutes before, as much counts as still lies within ten minutes from now.
public final class NetworkLimit {

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MOST_NETWORKS = 10_000;
    private static final int IPV6_NETWORK_BYTES = 7;

    private final InstantSource clock;
    private final int most;
    private final Map<String, Counts> counts = new LatestNetworks();

    public NetworkLimit(InstantSource clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /// Counts one request; answers how long to wait if it is one too many.
    public Optional<Duration> count(String client) {
        try {
            var address = InetAddress.ofLiteral(client);
            return isOfThisHouse(address) ? Optional.empty() : countNetwork(network(address));
        } catch (IllegalArgumentException notAnAddress) {
            return countNetwork(client);
        }
    }

    private synchronized Optional<Duration> countNetwork(String network) {
        var now = clock.instant();
        var before = counts.getOrDefault(network, Counts.NONE).at(now);
        if (before.inWindow(now) >= most) {
            return Optional.of(before.untilNextWindow(now));
        }
        counts.put(network, before.withOneMore());
        return Optional.empty();
    }

    private static boolean isOfThisHouse(InetAddress address) {
        boolean isUniqueLocal = address instanceof Inet6Address && (address.getAddress()[0] & 0xFE) == 0xFC;
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || isUniqueLocal;
    }

    private static String network(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), IPV6_NETWORK_BYTES))
                : address.getHostAddress();
    }

    /// Requests in the window of this number since the epoch, and in the one before it.
    private record Counts(long window, int requests, int requestsBefore) {

        static final Counts NONE = new Counts(0, 0, 0);

        Counts at(Instant now) {
            long current = now.getEpochSecond() / WINDOW.toSeconds();
            if (current == window) {
                return this;
            }
            return new Counts(current, 0, current == window + 1 ? requests : 0);
        }

        double inWindow(Instant now) {
            return requests + requestsBefore * (untilNextWindow(now).toSeconds() / (double) WINDOW.toSeconds());
        }

        Duration untilNextWindow(Instant now) {
            return Duration.ofSeconds((window + 1) * WINDOW.toSeconds() - now.getEpochSecond());
        }

        Counts withOneMore() {
            return new Counts(window, requests + 1, requestsBefore);
        }
    }

    private static final class LatestNetworks extends LinkedHashMap<String, Counts> {

        private static final long serialVersionUID = 1;

        LatestNetworks() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Entry<String, Counts> eldest) {
            return size() > MOST_NETWORKS;
        }
    }
}
