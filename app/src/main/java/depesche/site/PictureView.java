package depesche.site;

import java.util.List;
import java.util.stream.Collectors;

/// A picture, ready to print: every width there is, and its own width and height so that nothing jumps when it comes.
///
/// @param src for browsers that choose no width
/// @param webp widths as WebP (`srcset`); may be empty
/// @param jpeg widths as JPEG (`srcset`)
/// @param credit in the words of the page: `(Foto: …)`; may be empty
public record PictureView(
        String src, String webp, String jpeg, int width, int height, String alt, String caption, String credit) {

    /// A stored width of a picture.
    record Rendition(long picture, int width, int height, String mediaType) {
        private boolean isWebp() {
            return mediaType.equals("image/webp");
        }

        String href() {
            return "/pictures/" + picture + "/" + width + (isWebp() ? ".webp" : ".jpg");
        }
    }

    /// @param renditions of one picture, at least one, narrowest first
    static PictureView of(List<Rendition> renditions, String alt, String caption, String credit) {
        Rendition widest = renditions.getLast();
        List<Rendition> plain =
                renditions.stream().filter(rendition -> !rendition.isWebp()).toList();
        Rendition usual = (plain.isEmpty() ? renditions : plain)
                .stream()
                        .filter(rendition -> rendition.width() >= 960)
                        .findFirst()
                        .orElse(plain.isEmpty() ? widest : plain.getLast());
        return new PictureView(
                usual.href(),
                srcset(renditions.stream().filter(Rendition::isWebp).toList()),
                srcset(plain),
                widest.width(),
                widest.height(),
                alt,
                caption,
                credit);
    }

    private static String srcset(List<Rendition> renditions) {
        return renditions.stream()
                .map(rendition -> rendition.href() + " " + rendition.width() + "w")
                .collect(Collectors.joining(", "));
    }
}
