package depesche.picture;

import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import depesche.picture.PictureResult.Broken;
import depesche.picture.PictureResult.NotAPicture;
import depesche.picture.PictureResult.TooLarge;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Reads the pixels of a picture of unknown origin: upright, in sRGB, 8 bits a channel. Its size is
/// checked in the header, before anything is decoded.
final class Decoding {

    static final long MAX_PIXELS = 60_000_000;
    private static final int MAX_SIDE = 30_000;

    /// Of more pixels only every second is read, which bounds memory.
    private static final long ENOUGH = 25_000_000;

    sealed interface Outcome {}

    /// @param width of the original, upright; the pixels may be fewer
    record Decoded(BufferedImage pixels, int width, int height) implements Outcome {}

    record Unfit(PictureResult why) implements Outcome {}

    private final byte[] bytes;
    private final PictureFormat format;
    private final Metadata metadata;

    Decoding(byte[] bytes, PictureFormat format, Metadata metadata) {
        this.bytes = bytes;
        this.format = format;
        this.metadata = metadata;
    }

    Outcome decode() throws IOException {
        var reader = reader();
        if (reader.isEmpty()) {
            return new Unfit(new NotAPicture("there is no reader for " + format.mediaType()));
        }
        try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            return read(reader.get(), stream);
        } finally {
            reader.get().dispose();
        }
    }

    /// TwelveMonkeys' readers before the JDK's: they know CMYK and forgive more.
    private Optional<ImageReader> reader() {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.subtype());
        Optional<ImageReader> best = Optional.empty();
        while (readers.hasNext()) {
            var reader = readers.next();
            if (best.isEmpty() || reader.getClass().getName().startsWith("com.twelvemonkeys")) {
                best = Optional.of(reader);
            }
        }
        return best;
    }

    private Outcome read(ImageReader reader, MemoryCacheImageInputStream stream) throws IOException {
        var cut = new boolean[1];
        reader.addIIOReadWarningListener(
                (_, warning) -> cut[0] |= warning.toLowerCase(Locale.ROOT).contains("premature end"));
        reader.setInput(stream, false, false);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (width < 1 || height < 1) {
            return new Unfit(new Broken("it has no width or height"));
        }
        if ((long) width * height > MAX_PIXELS || Math.max(width, height) > MAX_SIDE) {
            return new Unfit(new TooLarge("pixels", MAX_PIXELS));
        }
        var param = reader.getDefaultReadParam();
        if ((long) width * height > ENOUGH && format != PictureFormat.WEBP) {
            param.setSourceSubsampling(2, 2, 0, 0);
        }
        var raw = reader.read(0, param);
        if (cut[0]) {
            return new Unfit(new Broken("it ends too early"));
        }
        return upright(raw, width, height);
    }

    private Outcome upright(BufferedImage raw, int width, int height) {
        var srgb = Pixels.srgb(raw, ColorProfile.in(bytes, format));
        int orientation = orientation();
        boolean turned = orientation >= 5;
        return new Decoded(Pixels.turned(srgb, orientation), turned ? height : width, turned ? width : height);
    }

    private int orientation() {
        return metadata.getDirectoriesOfType(ExifIFD0Directory.class).stream()
                .flatMap(exif -> Optional.ofNullable(exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION)).stream())
                .filter(value -> value >= 1 && value <= 8)
                .findFirst()
                .orElse(1);
    }
}
