package depesche.picture;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// The formats taken in, told by their first bytes and never by a file's name.
enum PictureFormat {
    JPEG("jpeg", "ffd8ff"),
    PNG("png", "89504e470d0a1a0a"),
    GIF("gif", "47494638"),
    TIFF_LITTLE("tiff", "49492a00"),
    TIFF_BIG("tiff", "4d4d002a"),
    WEBP("webp", "52494646");

    private static final int WEBP_MARK_AT = 8;

    private final String subtype;
    private final byte[] start;

    PictureFormat(String subtype, String start) {
        this.subtype = subtype;
        this.start = HexFormat.of().parseHex(start);
    }

    static Optional<PictureFormat> of(byte[] bytes) {
        return Arrays.stream(values())
                .filter(format -> startsWith(bytes, 0, format.start))
                .filter(format -> format != WEBP || startsWith(bytes, WEBP_MARK_AT, new byte[] {'W', 'E', 'B', 'P'}))
                .findFirst();
    }

    String mediaType() {
        return "image/" + subtype;
    }

    String subtype() {
        return subtype;
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] start) {
        return bytes.length >= at + start.length && Arrays.equals(bytes, at, at + start.length, start, 0, start.length);
    }
}
