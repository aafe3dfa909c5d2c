package depesche.picture;

import com.adobe.internal.xmp.XMPConst;
import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.properties.XMPProperty;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.StringValue;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.xmp.XmpDirectory;
import depesche.text.PlainLine;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads caption, credit, byline and alt text out of a picture: field by field from XMP, else from
/// IPTC-IIM, else what a photographer wrote into Exif. Sizes are bounded; a broken block counts as absent.
final class EmbeddedText {

    private static final String PHOTOSHOP = XMPConst.NS_PHOTOSHOP;
    private static final int LONGEST = 5_000;
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /// What cameras write where a person should.
    private static final Pattern CAMERA_TALK = Pattern.compile(
            "(?i)(\\w+ )*digital (still )?camera|samsung|(dsc|img|dscn|dscf|dcp|pict|mvc)[_-]?\\d+|\\d+|[\\W_]*");

    private final Metadata metadata;

    EmbeddedText(Metadata metadata) {
        this.metadata = metadata;
    }

    PictureText read() {
        return new PictureText(
                first(List.of(
                        xmpText(XMPConst.NS_DC, "description"), iptc(IptcDirectory.TAG_CAPTION), exifDescription())),
                first(List.of(xmpSimple(PHOTOSHOP, "Credit"), iptc(IptcDirectory.TAG_CREDIT))),
                first(List.of(
                        xmpList(XMPConst.NS_DC, "creator"),
                        iptc(IptcDirectory.TAG_BY_LINE),
                        exif(ExifIFD0Directory.TAG_ARTIST))),
                first(List.of(xmpText(XMPConst.NS_IPTCCORE, "AltTextAccessibility"))));
    }

    private static Optional<String> first(List<Stream<String>> sources) {
        return sources.stream()
                .flatMap(source -> source)
                .map(text -> PlainLine.of(text.substring(0, Math.min(LONGEST, text.length())))
                        .value())
                .filter(line -> !line.isEmpty())
                .findFirst();
    }

    private Stream<XMPMeta> xmp() {
        return metadata.getDirectoriesOfType(XmpDirectory.class).stream().map(XmpDirectory::getXMPMeta);
    }

    private Stream<String> xmpSimple(String namespace, String name) {
        return xmp().flatMap(meta -> value(meta, namespace, name).stream());
    }

    /// The alternative in the default language, else the first there is.
    private Stream<String> xmpText(String namespace, String name) {
        return xmp().flatMap(meta -> {
            try {
                return Optional.ofNullable(meta.getLocalizedText(namespace, name, null, XMPConst.X_DEFAULT))
                        .map(XMPProperty::getValue)
                        .or(() -> value(meta, namespace, name))
                        .stream();
            } catch (XMPException _) {
                return value(meta, namespace, name).stream();
            }
        });
    }

    private Stream<String> xmpList(String namespace, String name) {
        return xmp().flatMap(meta -> {
            var items = new ArrayList<String>();
            for (int i = 1; item(meta, namespace, name, i).isPresent(); i++) {
                items.add(item(meta, namespace, name, i).orElseThrow());
            }
            return items.isEmpty() ? value(meta, namespace, name).stream() : Stream.of(String.join(", ", items));
        });
    }

    private static Optional<String> value(XMPMeta meta, String namespace, String name) {
        try {
            return Optional.ofNullable(meta.getPropertyString(namespace, name));
        } catch (XMPException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> item(XMPMeta meta, String namespace, String name, int index) {
        try {
            return Optional.ofNullable(meta.getArrayItem(namespace, name, index))
                    .map(XMPProperty::getValue);
        } catch (XMPException _) {
            return Optional.empty();
        }
    }

    private Stream<String> iptc(int tag) {
        return metadata.getDirectoriesOfType(IptcDirectory.class).stream()
                .map(directory -> values(directory, tag).stream()
                        .map(value -> decoded(value, isUtf8(directory)))
                        .collect(Collectors.joining(", ")));
    }

    private static List<StringValue> values(Directory directory, int tag) {
        StringValue @Nullable [] several = directory.getStringValueArray(tag);
        return several != null
                ? List.of(several)
                : Optional.ofNullable(directory.getStringValue(tag)).stream().toList();
    }

    private static boolean isUtf8(Directory directory) {
        var declared = Optional.ofNullable(directory.getString(IptcDirectory.TAG_CODED_CHARACTER_SET));
        return declared.filter(name -> name.contains("UTF-8") || name.contains("%G"))
                .isPresent();
    }

    /// Undeclared text is UTF-8 where it can be, which Windows' text hardly ever is by chance.
    private static String decoded(StringValue value, boolean declaredUtf8) {
        var bytes = value.getBytes();
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            return new String(bytes, declaredUtf8 ? StandardCharsets.UTF_8 : WINDOWS);
        }
    }

    private Stream<String> exifDescription() {
        return exif(ExifIFD0Directory.TAG_IMAGE_DESCRIPTION)
                .filter(text -> !CAMERA_TALK.matcher(text.strip()).matches());
    }

    private Stream<String> exif(int tag) {
        return metadata.getDirectoriesOfType(ExifIFD0Directory.class).stream()
                .flatMap(directory -> Optional.ofNullable(directory.getStringValue(tag)).stream())
                .map(value -> decoded(value, false));
    }
}
