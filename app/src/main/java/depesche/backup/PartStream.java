package depesche.backup;

import depesche.backup.Manifest.Part;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/// A part as it comes out of the archive: never more than the manifest says, and at its end exactly that, or it is
/// damaged.
final class PartStream extends InputStream {

    private final InputStream packed;
    private final Part part;
    private final LongConsumer onBytes;
    private final MessageDigest digest = Sha256.fresh();
    private long bytes;
    private boolean isOver;

    PartStream(InputStream packed, Part part, LongConsumer onBytes) {
        this.packed = packed;
        this.part = part;
        this.onBytes = onBytes;
    }

    /// Something in the archive is not what its manifest says.
    static final class Damaged extends IOException {

        private static final long serialVersionUID = 1;

        Damaged(Part part) {
            super("the part " + part.entry() + " is damaged");
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0 || isOver) {
            return length == 0 ? 0 : -1;
        }
        int read = packed.read(into, from, length);
        if (read < 0) {
            isOver = true;
            checkWhole();
            return -1;
        }
        bytes += read;
        if (bytes > part.bytes()) {
            throw new Damaged(part);
        }
        digest.update(into, from, read);
        onBytes.accept(read);
        return read;
    }

    private void checkWhole() throws Damaged {
        boolean isWhole = bytes == part.bytes()
                && HexFormat.of().formatHex(digest.digest()).equals(part.sha256());
        if (!isWhole) {
            throw new Damaged(part);
        }
    }

    @Override
    public void close() throws IOException {
        packed.close();
    }
}
