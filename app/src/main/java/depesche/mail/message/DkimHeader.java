package depesche.mail.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// The header `DKIM-Signature` of one template: always of the same length, so that hash and signature are written
/// into their places.
final class DkimHeader {

    private static final int HASH = 44;
    private static final int LINE = 72;
    private static final int COLUMNS = 74;
    /// Named once more than they stand in the message, so that nobody can add a second one (RFC 6376 §8.15).
    private static final List<String> ONCE = List.of("from", "to", "subject", "date");

    private final byte[] wire;
    private final byte[] canonical;
    private final int hashInWire;
    private final int hashInCanonical;
    private final int signatureInWire;
    private final int signature;

    /// @param signature letters of it
    private DkimHeader(String start, int signature) {
        this.signature = signature;
        this.wire = (start + folded(".".repeat(signature)) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        var signed = Relaxed.header(start);
        this.canonical = signed.substring(0, signed.length() - 2).getBytes(StandardCharsets.US_ASCII);
        this.hashInWire = start.indexOf("#");
        this.hashInCanonical = signed.indexOf("#");
        this.signatureInWire = start.length();
    }

    static DkimHeader of(Dkim dkim, List<String> headerNames) {
        var names = new ArrayList<String>();
        for (var name : headerNames) {
            names.add(name.toLowerCase(Locale.ROOT));
        }
        names.addAll(ONCE);
        return new DkimHeader(
                "DKIM-Signature: v=1; a=" + dkim.key().algorithm() + "; c=relaxed/relaxed;\r\n d=" + dkim.domain()
                        + "; s=" + dkim.selector() + ";\r\n h=" + joined(names) + ";\r\n bh=" + "#".repeat(HASH)
                        + ";\r\n b=",
                letters(dkim.key().signatureBytes()));
    }

    /// Adds the canonical form, which is the last that is signed.
    void writeCanonical(Scratch out, byte[] bodyHash) {
        int at = out.length();
        out.put(canonical);
        System.arraycopy(Base64.getEncoder().encode(bodyHash), 0, out.bytes(), at + hashInCanonical, HASH);
    }

    /// Keeps its place at the top of the message.
    void reserve(Scratch out) {
        out.put(wire);
    }

    /// How many bytes of the message it takes.
    int length() {
        return wire.length;
    }

    /// Writes into the place that was kept for it from there on.
    void fill(byte[] message, int at, byte[] bodyHash, byte[] signed) {
        System.arraycopy(Base64.getEncoder().encode(bodyHash), 0, message, at + hashInWire, HASH);
        var encoded = Base64.getEncoder().encode(signed);
        if (encoded.length != signature) {
            throw new IllegalStateException("signature of " + signed.length + " bytes");
        }
        int to = at + signatureInWire;
        for (int from = 0; from < signature; from += LINE) {
            int count = Math.min(LINE, signature - from);
            System.arraycopy(encoded, from, message, to, count);
            to += count + 3;
        }
    }

    /// Of base64, padding included.
    private static int letters(int bytes) {
        return (bytes + 2) / 3 * 4;
    }

    private static String folded(String signature) {
        return signature.replaceAll("(.{" + LINE + "})(?=.)", "$1\r\n ");
    }

    private static String joined(List<String> names) {
        var out = new StringBuilder();
        int column = 3;
        for (var name : names) {
            if (!out.isEmpty()) {
                out.append(':');
                column++;
            }
            if (column + name.length() > COLUMNS) {
                out.append("\r\n ");
                column = 1;
            }
            out.append(name);
            column += name.length();
        }
        return out.toString();
    }
}
