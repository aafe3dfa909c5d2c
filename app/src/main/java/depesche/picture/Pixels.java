package depesche.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Transparency;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.util.Optional;
import java.util.Set;

/// Work on pixels: colours into sRGB, turning, scaling.
final class Pixels {

    private static final int OPAQUE = 0xFF;
    private static final Set<Integer> PLAIN = Set.of(
            BufferedImage.TYPE_3BYTE_BGR,
            BufferedImage.TYPE_4BYTE_ABGR,
            BufferedImage.TYPE_INT_RGB,
            BufferedImage.TYPE_INT_ARGB);

    private Pixels() {}

    /// 8 bits a channel; what is so already is not copied.
    static BufferedImage srgb(BufferedImage raw, Optional<ICC_Profile> profile) {
        if (raw.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
            return gray(raw);
        }
        if (profile.isPresent() && profile.get().getNumComponents() == 3) {
            return converted(withProfile(raw, profile.get()));
        }
        if (!raw.getColorModel().getColorSpace().isCS_sRGB()) {
            return converted(raw);
        }
        return PLAIN.contains(raw.getType()) ? raw : drawn(raw);
    }

    /// Java takes grey samples for linear light and would brighten them.
    private static BufferedImage gray(BufferedImage raw) {
        var pixels = empty(raw.getWidth(), raw.getHeight(), raw.getColorModel().hasAlpha());
        var raster = raw.getRaster();
        int shift = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
        int[] sample = new int[raster.getNumBands()];
        int[] row = new int[raw.getWidth()];
        int levels = (1 << Math.min(8, raster.getSampleModel().getSampleSize(0))) - 1;
        for (int y = 0; y < raw.getHeight(); y++) {
            for (int x = 0; x < row.length; x++) {
                raster.getPixel(x, y, sample);
                int light = (sample[0] >> shift) * OPAQUE / levels;
                int alpha = sample.length > 1 ? sample[1] >> shift : OPAQUE;
                row[x] = alpha << 24 | light << 16 | light << 8 | light;
            }
            pixels.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        return pixels;
    }

    private static BufferedImage withProfile(BufferedImage raw, ICC_Profile profile) {
        var bytes = new BufferedImage(raw.getWidth(), raw.getHeight(), BufferedImage.TYPE_4BYTE_ABGR);
        draw(raw, bytes);
        var model = new ComponentColorModel(
                new ICC_ColorSpace(profile), true, false, Transparency.TRANSLUCENT, DataBuffer.TYPE_BYTE);
        return new BufferedImage(model, bytes.getRaster(), false, null);
    }

    private static BufferedImage converted(BufferedImage raw) {
        var pixels = empty(raw.getWidth(), raw.getHeight(), raw.getColorModel().hasAlpha());
        try {
            new ColorConvertOp(null).filter(raw, pixels);
            return pixels;
        } catch (CMMException | IllegalArgumentException brokenProfile) {
            return drawn(raw);
        }
    }

    private static BufferedImage drawn(BufferedImage raw) {
        var pixels = empty(raw.getWidth(), raw.getHeight(), raw.getColorModel().hasAlpha());
        draw(raw, pixels);
        return pixels;
    }

    private static BufferedImage empty(int width, int height, boolean alpha) {
        return new BufferedImage(width, height, alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    }

    private static void draw(BufferedImage from, BufferedImage to) {
        Graphics2D graphics = to.createGraphics();
        graphics.drawImage(from, 0, 0, null);
        graphics.dispose();
    }

    /// By the eight orientations of Exif.
    static BufferedImage turned(BufferedImage pixels, int orientation) {
        if (orientation == 1) {
            return pixels;
        }
        int width = pixels.getWidth();
        int height = pixels.getHeight();
        var transform = switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> throw new IllegalArgumentException("not an Exif orientation: " + orientation);
        };
        boolean side = orientation >= 5;
        var turned = empty(
                side ? height : width,
                side ? width : height,
                pixels.getColorModel().hasAlpha());
        var graphics = turned.createGraphics();
        graphics.drawImage(pixels, transform, null);
        graphics.dispose();
        return turned;
    }

    static BufferedImage scaled(BufferedImage pixels, int width, int height) {
        var from = halved(pixels, width);
        return from.getWidth() == width && from.getHeight() == height
                ? from
                : resized(from, width, height, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    }

    /// Halved as long as it stays that wide, so that every pixel has its part in the result.
    static BufferedImage halved(BufferedImage pixels, int width) {
        var from = pixels;
        while (from.getWidth() >= 2 * width && from.getHeight() > 1) {
            from = resized(
                    from, from.getWidth() / 2, from.getHeight() / 2, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        }
        return from;
    }

    private static BufferedImage resized(BufferedImage from, int width, int height, Object interpolation) {
        var to = empty(width, height, from.getColorModel().hasAlpha());
        var graphics = to.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, interpolation);
        graphics.drawImage(from, 0, 0, width, height, null);
        graphics.dispose();
        return to;
    }

    static BufferedImage onWhite(BufferedImage pixels) {
        if (!pixels.getColorModel().hasAlpha()) {
            return pixels;
        }
        var opaque = empty(pixels.getWidth(), pixels.getHeight(), false);
        var graphics = opaque.createGraphics();
        graphics.drawImage(pixels, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return opaque;
    }
}
