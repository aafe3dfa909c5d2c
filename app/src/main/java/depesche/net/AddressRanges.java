package depesche.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/// Which addresses are public: reachable through the internet, and meant to be (IANA's special-purpose registries).
final class AddressRanges {

    private static final List<Range> PRIVATE_V4 = List.of(
            Range.of("0.0.0.0", 8),
            Range.of("10.0.0.0", 8),
            Range.of("100.64.0.0", 10),
            Range.of("127.0.0.0", 8),
            Range.of("169.254.0.0", 16),
            Range.of("172.16.0.0", 12),
            Range.of("192.0.0.0", 24),
            Range.of("192.0.2.0", 24),
            Range.of("192.31.196.0", 24),
            Range.of("192.52.193.0", 24),
            Range.of("192.88.99.0", 24),
            Range.of("192.168.0.0", 16),
            Range.of("192.175.48.0", 24),
            Range.of("198.18.0.0", 15),
            Range.of("198.51.100.0", 24),
            Range.of("203.0.113.0", 24),
            Range.of("224.0.0.0", 3));

    private static final Range GLOBAL_V6 = Range.of("2000::", 3);
    private static final List<Range> PRIVATE_V6 =
            List.of(Range.of("2001::", 23), Range.of("2001:db8::", 32), Range.of("2002::", 16), Range.of("3fff::", 20));
    /// Addresses that only wrap one of IPv4 behind this prefix.
    private static final Range TRANSLATED = Range.of("64:ff9b::", 96);
    private static final int WRAPPED_FROM = 12;

    private AddressRanges() {}

    static boolean isPublic(InetAddress address) {
        return switch (address) {
            case Inet4Address v4 -> PRIVATE_V4.stream().noneMatch(range -> range.has(v4.getAddress()));
            case Inet6Address v6 -> isPublicV6(v6.getAddress());
            default -> false;
        };
    }

    private static boolean isPublicV6(byte[] bytes) {
        if (TRANSLATED.has(bytes)) {
            return isPublic(wrapped(bytes));
        }
        return GLOBAL_V6.has(bytes) && PRIVATE_V6.stream().noneMatch(range -> range.has(bytes));
    }

    private static InetAddress wrapped(byte[] bytes) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, WRAPPED_FROM, bytes.length));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private record Range(byte[] network, int bits) {

        static Range of(String network, int bits) {
            return new Range(InetAddress.ofLiteral(network).getAddress(), bits);
        }

        boolean has(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % Byte.SIZE);
                if ((address[bit / Byte.SIZE] & mask) != (network[bit / Byte.SIZE] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
