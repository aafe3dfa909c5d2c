package depesche.picture;

import com.drew.lang.KeyValuePair;
import com.drew.metadata.Metadata;
import com.drew.metadata.png.PngDirectory;
import com.drew.metadata.xmp.XmpReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/// XMP that ImageMagick put into a PNG its own way: as a text chunk of a name, a length and hexadecimal
/// digits.
final class RawProfiles {

    private static final String NAME = "Raw profile type xmp";
    private static final Pattern FORM = Pattern.compile("\\s*xmp\\s+\\d+\\s+([0-9a-fA-F\\s]+)");

    private RawProfiles() {}

    static void addTo(Metadata metadata) {
        for (var chunk : List.copyOf(metadata.getDirectoriesOfType(PngDirectory.class))) {
            if (chunk.getObject(PngDirectory.TAG_TEXTUAL_DATA) instanceof List<?> texts) {
                texts.forEach(text -> add(text, metadata));
            }
        }
    }

    private static void add(Object text, Metadata metadata) {
        if (text instanceof KeyValuePair pair && pair.getKey().equals(NAME)) {
            var profile = FORM.matcher(pair.getValue().toString(StandardCharsets.ISO_8859_1));
            var digits = profile.matches() ? profile.group(1).replaceAll("\\s", "") : "";
            new XmpReader().extract(HexFormat.of().parseHex(digits, 0, digits.length() & ~1), metadata);
        }
    }
}
