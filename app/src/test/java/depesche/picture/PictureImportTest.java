package depesche.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Directory;
import depesche.picture.Picture.Rendition;
import depesche.picture.PictureResult.Broken;
import depesche.picture.PictureResult.NotAPicture;
import depesche.picture.PictureResult.Taken;
import depesche.picture.PictureResult.TooLarge;
import depesche.testing.TestData;
import depesche.testing.TestDatabase;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PictureImportTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private final PictureImport pictures =
            new PictureImport(db.database(), () -> Instant.parse("2026-03-01T08:00:00Z"));

    @Test
    void aPictureIsKeptWithItsWordsAndSeveralWidths() throws IOException {
        var bytes = Files.readAllBytes(TestData.at("pictures/iptc-xmp/IPTC-PhotometadataRef-Std2017.1.jpg"));

        var picture = taken(pictures.take(bytes));

        assertThat(picture.text().caption()).contains("The description aka caption (ref2017.1)");
        assertThat(picture.text().credit()).contains("Credit Line (ref2017.1)");
        assertThat(picture.text().byline()).contains("Creator1 (ref2017.1), Creator2 (ref2017.1)");
        assertThat(picture.renditions())
                .containsExactly(
                        new Rendition(1000, 500, "image/jpeg"),
                        new Rendition(320, 160, "image/webp"),
                        new Rendition(640, 320, "image/webp"),
                        new Rendition(960, 480, "image/webp"),
                        new Rendition(1000, 500, "image/webp"));
        byte[] original =
                db.database().read(tx -> Pictures.original(tx, picture.id())).orElseThrow();
        assertThat(original).isEqualTo(bytes);
    }

    @Test
    void theSameBytesAreTheSamePicture() throws IOException {
        var bytes = png(painted(40, 30, BufferedImage.TYPE_INT_RGB));

        var first = (Taken) pictures.take(bytes);
        var second = (Taken) pictures.take(bytes);

        assertThat(first.isNew()).isTrue();
        assertThat(second).isEqualTo(new Taken(first.picture(), false));
    }

    @Test
    void whatReadersSeeCarriesNothingButPixels() throws Exception {
        for (var name : List.of(
                "iptc-xmp/IPTC-PhotometadataRef-Std2017.1.jpg", "exiftool/GPS.jpg", "exif/webp/Nikon D1X.webp")) {
            var picture = taken(pictures.take(Files.readAllBytes(TestData.at("pictures/" + name))));

            for (var rendition : picture.renditions()) {
                var metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(bytes(picture, rendition)));
                assertThat(metadata.getDirectories())
                        .extracting(Directory::getName)
                        .containsAnyOf("WebP", "JPEG")
                        .isSubsetOf("WebP", "JPEG", "JFIF", "Huffman", "File Type");
            }
        }
    }

    @Test
    void aPictureStandsUprightHoweverTheCameraWasHeld() throws IOException {
        var upright = thumbnail(orientation(1));

        for (int orientation : new int[] {0, 4, 5, 7}) {
            var picture = orientation(orientation);

            assertThat(picture.width()).isEqualTo(1800);
            assertThat(picture.height()).isEqualTo(1200);
            assertThat(difference(upright, thumbnail(picture)))
                    .as("orientation " + orientation)
                    .isLessThan(12);
        }
    }

    @Test
    void damagedPicturesAreRefusedOrSurvive() throws IOException {
        try (Stream<Path> files = Files.walk(TestData.at("pictures/damaged"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                switch (pictures.take(Files.readAllBytes(file))) {
                    case Taken taken -> assertThat(taken.picture().renditions()).isNotEmpty();
                    case NotAPicture(var why) -> assertThat(why).isNotBlank();
                    case Broken(var why) -> assertThat(why).isNotBlank();
                    case TooLarge large -> assertThat(large.limit()).isPositive();
                }
            }
        }
    }

    @Test
    void allPicturesOfTheTradeAreTaken() throws IOException {
        for (var folder : List.of("iptc-xmp", "exif", "orientation")) {
            try (Stream<Path> files = Files.walk(TestData.at("pictures/" + folder))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    boolean mutated = file.getFileName().toString().startsWith("suite-");
                    var result = pictures.take(Files.readAllBytes(file));
                    assertThat(result)
                            .as(file.toString())
                            .isInstanceOfAny(Taken.class, mutated ? Broken.class : Taken.class);
                }
            }
        }
    }

    @Test
    void entitiesInAPicturesWordsAreNotFollowed() throws IOException {
        var secret = Files.writeString(Files.createTempFile("depesche", ".txt"), "Ada's secret");
        var xmp = "<!DOCTYPE x [<!ENTITY e SYSTEM '" + secret.toUri() + "'><!ENTITY f 'Pier'>]>"
                + "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                + "<rdf:Description xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/'>"
                + "<photoshop:Credit>&e;&f;</photoshop:Credit></rdf:Description></rdf:RDF></x:xmpmeta>";
        var honest = xmp.replaceFirst("<!DOCTYPE.*?]>", "").replace("&e;&f;", "Ada");

        var picture = taken(pictures.take(withXmp(png(painted(40, 30, BufferedImage.TYPE_INT_RGB)), xmp)));

        assertThat(picture.text().credit()).isEmpty();
        assertThat(taken(pictures.take(withXmp(png(painted(40, 31, BufferedImage.TYPE_INT_RGB)), honest)))
                        .text()
                        .credit())
                .contains("Ada");
    }

    @Test
    void aTruncatedPictureIsRefused() throws IOException {
        var bytes = Files.readAllBytes(TestData.at("pictures/orientation/Landscape_1.jpg"));

        assertThat(pictures.take(Arrays.copyOf(bytes, bytes.length / 2))).isInstanceOf(Broken.class);
    }

    @Test
    void coloursComeThroughWhateverTheChannels() throws IOException {
        for (int type : new int[] {
            BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_4BYTE_ABGR,
            BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY,
            BufferedImage.TYPE_BYTE_BINARY, BufferedImage.TYPE_USHORT_565_RGB
        }) {
            var image = painted(64, 48, type);

            var shown = shown(taken(pictures.take(png(image))));

            assertThat(difference(image, shown)).as("type " + type).isLessThan(20);
        }
    }

    @Test
    void aPictureForPrintIsShownInScreenColours() throws IOException {
        try (var stream = PictureImportTest.class.getResourceAsStream("cmyk.jpg")) {
            var shown = shown(taken(pictures.take(stream.readAllBytes())));

            var top = new Color(shown.getRGB(32, 2));
            var bottom = new Color(shown.getRGB(32, 45));
            assertThat(top.getRed()).isGreaterThan(180).isGreaterThan(top.getBlue() + 100);
            assertThat(bottom.getBlue()).isGreaterThan(100).isGreaterThan(bottom.getRed() + 50);
        }
    }

    @Test
    void whatShowsThroughStaysSoInWebpAndIsWhiteInJpeg() throws IOException {
        var picture = taken(pictures.take(png(new BufferedImage(30, 20, BufferedImage.TYPE_INT_ARGB))));

        var webp = image(bytes(picture, picture.renditions().getLast()));
        var jpeg = image(bytes(picture, picture.renditions().getFirst()));

        assertThat(webp.getRGB(10, 10) >>> 24).isZero();
        assertThat(new Color(jpeg.getRGB(10, 10))).isEqualTo(Color.WHITE);
    }

    @Test
    void aBombIsRefusedByItsHeader() {
        assertThat(pictures.take(pngHeader(50_000, 50_000))).isEqualTo(new TooLarge("pixels", 60_000_000));
        assertThat(pictures.take(pngHeader(1, 2_000_000))).isEqualTo(new TooLarge("pixels", 60_000_000));
        assertThat(pictures.take(new byte[PictureImport.MAX_BYTES + 1])).isEqualTo(new TooLarge("bytes", 30_000_000));
    }

    @Test
    void whatIsNoPictureIsRefused() {
        for (var text : List.of(
                "", "GIF", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "%PDF-1.7", "RIFFxxxxWAVE")) {
            assertThat(pictures.take(text.getBytes(StandardCharsets.UTF_8))).isInstanceOf(NotAPicture.class);
        }
        assertThat(pictures.take("GIF89a".getBytes(StandardCharsets.UTF_8))).isInstanceOf(Broken.class);
    }

    @Test
    void aPictureAsNarrowAsAScrollIsTaken() throws IOException {
        var picture = taken(pictures.take(png(painted(90, 25_000, BufferedImage.TYPE_BYTE_GRAY))));

        assertThat(picture.renditions())
                .allSatisfy(rendition -> assertThat(rendition.height()).isLessThan(8_400));
    }

    private Picture orientation(int orientation) throws IOException {
        return taken(pictures.take(
                Files.readAllBytes(TestData.at("pictures/orientation/Landscape_" + orientation + ".jpg"))));
    }

    private static Picture taken(PictureResult result) {
        assertThat(result).isInstanceOf(Taken.class);
        return ((Taken) result).picture();
    }

    private static byte[] bytes(Picture picture, Rendition rendition) {
        return db.database()
                .read(tx -> Pictures.bytes(tx, picture.id(), rendition.width(), rendition.mediaType()))
                .orElseThrow();
    }

    private static BufferedImage thumbnail(Picture picture) throws IOException {
        return image(bytes(picture, picture.renditions().get(1)));
    }

    private static BufferedImage shown(Picture picture) throws IOException {
        return image(bytes(picture, picture.renditions().getLast()));
    }

    private static BufferedImage image(byte[] bytes) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(bytes));
    }

    private static BufferedImage painted(int width, int height, int type) {
        var image = new BufferedImage(width, height, type);
        var graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height / 2);
        graphics.setColor(Color.GRAY);
        graphics.fillRect(width / 2, height / 2, width / 2, height / 2);
        graphics.dispose();
        return image;
    }

    /// Mean difference of a channel, grey samples taken as they are.
    private static double difference(BufferedImage one, BufferedImage other) {
        long sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                var left = color(one, x, y);
                var right = color(other, x, y);
                sum += Math.abs(left.getRed() - right.getRed())
                        + Math.abs(left.getGreen() - right.getGreen())
                        + Math.abs(left.getBlue() - right.getBlue());
            }
        }
        return sum / 3.0 / one.getWidth() / one.getHeight();
    }

    private static Color color(BufferedImage image, int x, int y) {
        return switch (image.getType()) {
            case BufferedImage.TYPE_BYTE_GRAY -> gray(image.getRaster().getSample(x, y, 0));
            case BufferedImage.TYPE_USHORT_GRAY -> gray(image.getRaster().getSample(x, y, 0) >> 8);
            default -> new Color(image.getRGB(x, y));
        };
    }

    private static Color gray(int light) {
        return new Color(light, light, light);
    }

    private static byte[] png(BufferedImage image) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    /// The PNG with an `iTXt` chunk right after its header.
    private static byte[] withXmp(byte[] png, String xmp) {
        var content = ("iTXtXML:com.adobe.xmp\0\0\0\0\0" + xmp).getBytes(StandardCharsets.UTF_8);
        var crc = new CRC32();
        crc.update(content);
        int afterHeader = 33;
        return ByteBuffer.allocate(png.length + content.length + 8)
                .put(png, 0, afterHeader)
                .putInt(content.length - 4)
                .put(content)
                .putInt((int) crc.getValue())
                .put(png, afterHeader, png.length - afterHeader)
                .array();
    }

    private static byte[] pngHeader(int width, int height) {
        var header = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0});
        var crc = new CRC32();
        crc.update(header.array());
        return ByteBuffer.allocate(45)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})
                .putInt(13)
                .put(header.array())
                .putInt((int) crc.getValue())
                .array();
    }
}
