package depesche.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/// Which addresses are public: reachable through the internet, and meant to be (IANA's special-purpose registries).
public final class AddressRanges {

    private static final List<AddressRange> PRIVATE_V4 = List.of(
            range("0.0.0.0", 8),
            range("10.0.0.0", 8),
            range("100.64.0.0", 10),
            range("127.0.0.0", 8),
            range("169.254.0.0", 16),
            range("172.16.0.0", 12),
            range("192.0.0.0", 24),
            range("192.0.2.0", 24),
            range("192.31.196.0", 24),
            range("192.52.193.0", 24),
            range("192.88.99.0", 24),
            range("192.168.0.0", 16),
            range("192.175.48.0", 24),
            range("198.18.0.0", 15),
            range("198.51.100.0", 24),
            range("203.0.113.0", 24),
            range("224.0.0.0", 3));

    private static final AddressRange GLOBAL_V6 = range("2000::", 3);
    private static final List<AddressRange> PRIVATE_V6 =
            List.of(range("2001::", 23), range("2001:db8::", 32), range("2002::", 16), range("3fff::", 20));
    /// Addresses that only wrap one of IPv4 behind this prefix.
    private static final AddressRange TRANSLATED = range("64:ff9b::", 96);
    private static final int WRAPPED_FROM = 12;

    private AddressRanges() {}

    public static boolean isPublic(InetAddress address) {
        return switch (address) {
            case Inet4Address v4 -> PRIVATE_V4.stream().noneMatch(range -> range.includes(v4));
            case Inet6Address v6 -> isPublicV6(v6);
            default -> false;
        };
    }

    private static boolean isPublicV6(Inet6Address address) {
        if (TRANSLATED.includes(address)) {
            return isPublic(wrapped(address.getAddress()));
        }
        return GLOBAL_V6.includes(address) && PRIVATE_V6.stream().noneMatch(range -> range.includes(address));
    }

    private static InetAddress wrapped(byte[] bytes) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, WRAPPED_FROM, bytes.length));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static AddressRange range(String network, int bits) {
        return new AddressRange(InetAddress.ofLiteral(network), bits);
    }
}
