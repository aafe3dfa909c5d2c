package depesche.net;

import java.net.InetAddress;

/// All addresses of one family that begin with the same bits.
public record AddressRange(InetAddress first, int bits) {

    public AddressRange {
        if (bits < 0 || bits > first.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("no range of addresses: " + first + "/" + bits);
        }
    }

    public boolean includes(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] theirs = address.getAddress();
        if (theirs.length != ours.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if ((theirs[bit / Byte.SIZE] & mask) != (ours[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
