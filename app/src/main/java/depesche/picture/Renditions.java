package depesche.picture;

import com.luciad.imageio.webp.CompressionType;
import com.luciad.imageio.webp.WebPWriteParam;
import depesche.picture.Picture.Rendition;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Makes what readers see of a picture: WebP in several widths, never wider than the picture, and one
/// JPEG for mails and for programs that show previews. They are made of pixels only, so nothing that the
/// original told beside them, such as a place, can get out.
final class Renditions {

    private static final List<Integer> WIDTHS = List.of(320, 640, 960, 1280, 1920);
    private static final int PREVIEW_WIDTH = 1200;
    private static final int TALLEST = 8_000;
    private static final float WEBP_QUALITY = 0.8f;
    private static final float JPEG_QUALITY = 0.82f;

    record Made(Rendition rendition, byte[] bytes) {}

    private Renditions() {}

    static List<Made> of(BufferedImage pixels) throws IOException {
        var base = Pixels.halved(pixels, 2 * widest(pixels));
        var made = new ArrayList<Made>();
        for (int width : widths(pixels)) {
            made.add(webp(fitted(base, width)));
        }
        made.add(jpeg(fitted(Pixels.onWhite(base), Math.min(PREVIEW_WIDTH, widest(pixels)))));
        return made;
    }

    private static List<Integer> widths(BufferedImage pixels) {
        int widest = widest(pixels);
        return Stream.concat(WIDTHS.stream().filter(width -> width < widest), Stream.of(widest))
                .toList();
    }

    /// A picture as narrow and tall as a scroll is bounded by its height.
    private static int widest(BufferedImage pixels) {
        long ofTallest = (long) pixels.getWidth() * TALLEST / Math.max(TALLEST, pixels.getHeight());
        return Math.clamp(ofTallest, 1, WIDTHS.getLast());
    }

    private static BufferedImage fitted(BufferedImage pixels, int width) {
        double height = (double) pixels.getHeight() * width / pixels.getWidth();
        return Pixels.scaled(pixels, width, (int) Math.max(1, Math.round(height)));
    }

    private static Made webp(BufferedImage pixels) throws IOException {
        var param = new WebPWriteParam(Locale.ROOT);
        param.setCompressionType(CompressionType.Lossy);
        param.setCompressionQuality(WEBP_QUALITY);
        var bytes = written(pixels, writer("webp", "com.luciad"), param);
        return new Made(new Rendition(pixels.getWidth(), pixels.getHeight(), Rendition.WEBP), bytes);
    }

    private static Made jpeg(BufferedImage pixels) throws IOException {
        var writer = writer("jpeg", "com.sun");
        var param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(JPEG_QUALITY);
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        var bytes = written(pixels, writer, param);
        return new Made(new Rendition(pixels.getWidth(), pixels.getHeight(), Rendition.JPEG), bytes);
    }

    private static byte[] written(BufferedImage pixels, ImageWriter writer, ImageWriteParam param) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(pixels, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static ImageWriter writer(String format, String maker) {
        var writers = ImageIO.getImageWritersByFormatName(format);
        while (writers.hasNext()) {
            var writer = writers.next();
            if (writer.getClass().getName().startsWith(maker)) {
                return writer;
            }
        }
        throw new IllegalStateException("no writer for " + format + " by " + maker);
    }
}
