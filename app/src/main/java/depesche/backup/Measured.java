package depesche.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Counts and digests what goes through. COPY writes a row at a time.
final class Measured extends FilterOutputStream {

    private final MessageDigest digest = Sha256.fresh();
    private final Runnable onRow;
    private long bytes;

    Measured(OutputStream to, Runnable onRow) {
        super(to);
        this.onRow = onRow;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] some, int from, int length) throws IOException {
        out.write(some, from, length);
        digest.update(some, from, length);
        bytes += length;
        onRow.run();
    }

    long bytes() {
        return bytes;
    }

    /// Once, at the end.
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
