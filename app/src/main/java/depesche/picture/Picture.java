package depesche.picture;

import java.util.List;

/// A picture as it was handed in, turned upright. What readers see are its renditions.
///
/// @param mediaType of the original
/// @param renditions the widths there are, smallest first
public record Picture(
        PictureId id, String mediaType, int width, int height, PictureText text, List<Rendition> renditions) {

    public Picture {
        renditions = List.copyOf(renditions);
    }

    /// One public form of the picture. It carries pixels and nothing else.
    public record Rendition(int width, int height, String mediaType) {

        public static final String WEBP = "image/webp";
        public static final String JPEG = "image/jpeg";

        public boolean isWebp() {
            return mediaType.equals(WEBP);
        }
    }
}
