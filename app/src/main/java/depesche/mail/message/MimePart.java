package depesche.mail.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A message or a part of one, read as far as it can be read: never refuses. Bytes that are no ASCII in a header
/// are taken for UTF-8.
///
/// @param body the bytes behind the headers, still encoded
/// @param parts of a multipart, in their order
public record MimePart(List<Field> headers, String body, List<MimePart> parts) {

    /// A header, its folds undone, not decoded.
    public record Field(String name, String value) {}

    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final int MAX_DEPTH = 8;
    private static final int MAX_PARTS = 100;
    private static final Pattern END_OF_HEADERS = Pattern.compile("\r?\n\r?\n|^\r?\n");

    public MimePart {
        headers = List.copyOf(headers);
        parts = List.copyOf(parts);
    }

    public static MimePart read(byte[] message) {
        return read(new String(message, StandardCharsets.ISO_8859_1), 0);
    }

    /// Only the headers, of a message or its start.
    public static MimePart headersOf(byte[] start) {
        var text = new String(start, StandardCharsets.ISO_8859_1);
        return new MimePart(fields(head(text)), "", List.of());
    }

    /// The first header of the name, with its encoded words decoded.
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .findFirst()
                .map(field -> EncodedWords.decoded(field.value()));
    }

    /// `text/plain` where none is told.
    public String contentType() {
        var value = header("Content-Type").orElse("text/plain");
        return value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /// The first part of the type in the tree, decoded.
    public Optional<String> text(String contentType) {
        if (parts.isEmpty()) {
            return contentType().equals(contentType) ? Optional.of(text()) : Optional.empty();
        }
        return parts.stream().flatMap(part -> part.text(contentType).stream()).findFirst();
    }

    /// The body as text, its encoding and charset undone.
    public String text() {
        var encoding = header("Content-Transfer-Encoding").orElse("").strip().toLowerCase(Locale.ROOT);
        var bytes = switch (encoding) {
            case "quoted-printable" -> TransferDecoding.quotedPrintable(body);
            case "base64" -> TransferDecoding.base64(body);
            default -> body.getBytes(StandardCharsets.ISO_8859_1);
        };
        return decoded(bytes, charset(parameter("charset").orElse("utf-8")));
    }

    /// Many send Western bytes and call them ASCII, or nothing.
    private static String decoded(byte[] bytes, Charset named) {
        if (!named.equals(StandardCharsets.UTF_8) && !named.equals(StandardCharsets.US_ASCII)) {
            return new String(bytes, named);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException western) {
            return new String(bytes, WESTERN);
        }
    }

    private Optional<String> parameter(String name) {
        var matcher = Pattern.compile(";\\s*" + name + "\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE)
                .matcher(header("Content-Type").orElse(""));
        return matcher.find()
                ? Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1))
                : Optional.empty();
    }

    private static MimePart read(String text, int depth) {
        var head = head(text);
        var body = END_OF_HEADERS.matcher(text);
        var part = new MimePart(fields(head), body.find() ? text.substring(body.end()) : "", List.of());
        var boundary =
                part.contentType().startsWith("multipart/") ? part.parameter("boundary") : Optional.<String>empty();
        if (boundary.isEmpty() || boundary.get().isEmpty() || depth == MAX_DEPTH) {
            return part;
        }
        var parts = split(part.body(), boundary.get()).stream()
                .map(inner -> read(inner, depth + 1))
                .toList();
        return new MimePart(part.headers(), part.body(), parts);
    }

    private static List<String> split(String body, String boundary) {
        var delimiter = Pattern.compile("(?:^|\r?\n)--" + Pattern.quote(boundary) + "(--)?[ \t]*(?=\r?\n|$)")
                .matcher(body);
        var parts = new ArrayList<String>();
        int from = -1;
        while (delimiter.find() && parts.size() < MAX_PARTS) {
            if (from >= 0) {
                parts.add(withoutLineEnd(body.substring(Math.min(from, delimiter.start()), delimiter.start())));
            }
            from = delimiter.end();
            if (delimiter.group(1) != null) {
                return parts;
            }
        }
        if (from >= 0 && parts.size() < MAX_PARTS) {
            parts.add(withoutLineEnd(body.substring(from)));
        }
        return parts;
    }

    /// Without the line end that belongs to the delimiter before it.
    private static String withoutLineEnd(String part) {
        return part.startsWith("\r\n") ? part.substring(2) : part.startsWith("\n") ? part.substring(1) : part;
    }

    private static String head(String text) {
        var end = END_OF_HEADERS.matcher(text);
        return end.find() ? text.substring(0, end.start()) : text;
    }

    private static List<Field> fields(String head) {
        var fields = new ArrayList<Field>();
        for (var line : head.replaceAll("\r?\n(?=[ \t])", "").split("\r?\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                var value = new String(
                        line.substring(colon + 1).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
                fields.add(new Field(line.substring(0, colon).strip(), value.strip()));
            }
        }
        return fields;
    }

    static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return StandardCharsets.UTF_8;
        }
    }
}
