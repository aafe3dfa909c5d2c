package depesche.net.signature;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.ParseException;
import org.greenbytes.http.sfv.Parser;

/// Structured fields (RFC 9651) as strangers send them.
final class StructuredFields {

    private static final int LONGEST = 8_000;

    private StructuredFields() {}

    /// Nothing where it is none, or longer than anybody writes.
    static Optional<Map<String, ListElement<?>>> dictionary(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(Parser.parseDictionary(text).get());
        } catch (ParseException _) {
            return Optional.empty();
        }
    }

    /// The bytes that a member is, if it is bytes.
    static Optional<byte[]> bytes(ListElement<?> member) {
        if (!(member.get() instanceof ByteBuffer told)) {
            return Optional.empty();
        }
        byte[] bytes = new byte[told.remaining()];
        told.duplicate().get(bytes);
        return Optional.of(bytes);
    }
}
