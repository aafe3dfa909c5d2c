package depesche.net.dns;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Where an address stands in the reverse tree: `5.2.0.192.in-addr.arpa`.
final class ReverseName {

    private ReverseName() {}

    static String of(InetAddress address) {
        byte[] bytes = address.getAddress();
        List<String> labels = new ArrayList<>();
        for (byte each : bytes) {
            int value = Byte.toUnsignedInt(each);
            if (address instanceof Inet4Address) {
                labels.add(Integer.toString(value));
            } else {
                labels.add(Integer.toHexString(value >> 4));
                labels.add(Integer.toHexString(value & 15));
            }
        }
        Collections.reverse(labels);
        return String.join(".", labels) + (address instanceof Inet4Address ? ".in-addr.arpa" : ".ip6.arpa");
    }
}
