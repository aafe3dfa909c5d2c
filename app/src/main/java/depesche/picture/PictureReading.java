package depesche.picture;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import depesche.picture.PictureResult.Broken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/// All that is done with the bytes of one picture before it is stored: its words, its pixels, its renditions.
final class PictureReading {

    sealed interface Outcome {}

    record Read(PictureFormat format, int width, int height, PictureText text, List<Renditions.Made> renditions)
            implements Outcome {}

    record Unfit(PictureResult why) implements Outcome {}

    private PictureReading() {}

    static Outcome read(byte[] bytes, PictureFormat format) {
        try {
            var metadata = metadata(bytes);
            return switch (new Decoding(bytes, format, metadata).decode()) {
                case Decoding.Unfit(var why) -> new Unfit(why);
                case Decoding.Decoded decoded ->
                    new Read(
                            format,
                            decoded.width(),
                            decoded.height(),
                            new EmbeddedText(metadata).read(),
                            Renditions.of(decoded.pixels()));
            };
        } catch (IOException | RuntimeException broken) {
            // A decoder that stumbles over hostile bytes throws what it likes.
            return new Unfit(new Broken("its " + format.subtype() + " content cannot be read"));
        }
    }

    /// Words that cannot be read do not make a picture unfit.
    static Metadata metadata(byte[] bytes) throws IOException {
        try {
            var metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(bytes), bytes.length);
            RawProfiles.addTo(metadata);
            return metadata;
        } catch (ImageProcessingException broken) {
            return new Metadata();
        }
    }
}
