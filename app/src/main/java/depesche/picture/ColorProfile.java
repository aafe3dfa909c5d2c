package depesche.picture;

import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/// The colour profile in a PNG or WebP, which their readers pass over. Those of JPEG and TIFF see to it
/// themselves.
final class ColorProfile {

    private static final int LARGEST = 4_000_000;
    private static final int PNG_SIGNATURE = 8;
    private static final int RIFF_HEADER = 12;

    private ColorProfile() {}

    static Optional<ICC_Profile> in(byte[] bytes, PictureFormat format) {
        return switch (format) {
            case PNG -> inPng(ByteBuffer.wrap(bytes).position(PNG_SIGNATURE));
            case WEBP ->
                inWebp(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(RIFF_HEADER));
            case JPEG, GIF, TIFF_LITTLE, TIFF_BIG -> Optional.empty();
        };
    }

    /// Chunks of length, name, content, checksum; the profile stands before the pixels.
    private static Optional<ICC_Profile> inPng(ByteBuffer chunks) {
        while (chunks.remaining() >= 12) {
            int length = chunks.getInt();
            var name = name(chunks);
            if (length < 0 || length > chunks.remaining() - 4 || name.equals("IDAT")) {
                return Optional.empty();
            }
            if (name.equals("iCCP")) {
                return profile(inflated(content(chunks, length)));
            }
            chunks.position(chunks.position() + length + 4);
        }
        return Optional.empty();
    }

    private static Optional<ICC_Profile> inWebp(ByteBuffer chunks) {
        while (chunks.remaining() >= 8) {
            var name = name(chunks);
            int length = chunks.getInt();
            if (length < 0 || length > chunks.remaining()) {
                return Optional.empty();
            }
            if (name.equals("ICCP")) {
                return profile(content(chunks, length));
            }
            chunks.position(Math.min(chunks.limit(), chunks.position() + length + length % 2));
        }
        return Optional.empty();
    }

    private static String name(ByteBuffer chunks) {
        return new String(content(chunks, 4), StandardCharsets.ISO_8859_1);
    }

    private static byte[] content(ByteBuffer chunks, int length) {
        var content = new byte[length];
        chunks.get(content);
        return content;
    }

    /// A name, a zero, the method 0, then compressed bytes.
    private static byte[] inflated(byte[] chunk) {
        int start = 0;
        while (start < chunk.length && chunk[start] != 0) {
            start++;
        }
        if (start + 2 > chunk.length) {
            return new byte[0];
        }
        var compressed = Arrays.copyOfRange(chunk, start + 2, chunk.length);
        try (var inflating = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            return inflating.readNBytes(LARGEST);
        } catch (IOException broken) {
            return new byte[0];
        }
    }

    /// A broken profile counts as none.
    private static Optional<ICC_Profile> profile(byte[] bytes) {
        try {
            return Optional.of(ICC_Profile.getInstance(bytes));
        } catch (IllegalArgumentException | UncheckedIOException broken) {
            return Optional.empty();
        }
    }
}
