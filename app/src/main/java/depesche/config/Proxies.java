package depesche.config;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/// The networks whose proxies are believed when they say for whom they ask. Anybody else speaks for themselves only.
public record Proxies(List<Network> networks) {

    /// Where nobody from outside can be: this machine, and the networks that are not routed in the internet.
    static final Proxies OF_THE_HOUSE = parse(
            "127.0.0.0/8, ::1, 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16," + " 169.254.0.0/16, fe80::/10, fc00::/7");

    private static final String NONE = "none";

    public Proxies {
        networks = List.copyOf(networks);
    }

    /// @param text addresses and networks with commas between them, or `none`
    static Proxies parse(String text) {
        if (text.equals(NONE)) {
            return new Proxies(List.of());
        }
        return new Proxies(Stream.of(text.split(",", -1))
                .map(String::strip)
                .map(Network::parse)
                .toList());
    }

    public boolean include(InetAddress address) {
        return networks.stream().anyMatch(network -> network.includes(address));
    }

    /// All addresses that begin with these bits.
    public record Network(InetAddress first, int bits) {

        static Network parse(String text) {
            String[] parts = text.split("/", -1);
            var first = InetAddress.ofLiteral(parts[0]);
            int most = first.getAddress().length * Byte.SIZE;
            int bits = parts.length == 1 ? most : Integer.parseInt(parts[1]);
            if (parts.length > 2 || bits < 1 || bits > most) {
                throw new IllegalArgumentException("not a network: " + text);
            }
            return new Network(first, bits);
        }

        boolean includes(InetAddress address) {
            byte[] ours = first.getAddress();
            byte[] theirs = address.getAddress();
            if (ours.length != theirs.length) {
                return false;
            }
            int unimportant = ours.length * Byte.SIZE - bits;
            var differing = new BigInteger(1, ours).xor(new BigInteger(1, theirs));
            return differing.shiftRight(unimportant).signum() == 0;
        }
    }
}
