package depesche.feed.ninjs;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A version of ninjs that we write.
public enum NinjsForm {
    V3_1("3.1") {
        @Override
        Map<String, Object> write(NinjsItem item) {
            return NinjsLists.CAMEL_CASE.write(item, this);
        }
    },
    V2_2("2.2") {
        @Override
        Map<String, Object> write(NinjsItem item) {
            return NinjsLists.LOWER_CASE.write(item, this);
        }
    },
    V1_6("1.6") {
        @Override
        Map<String, Object> write(NinjsItem item) {
            return NinjsNames.write(item, this);
        }
    };

    private final String version;

    NinjsForm(String version) {
        this.version = version;
    }

    /// By its number, as in `3.1`.
    public static Optional<NinjsForm> of(String version) {
        return Arrays.stream(values())
                .filter(form -> form.version.equals(version))
                .findAny();
    }

    /// All there are, the newest first.
    public static List<String> versions() {
        return Arrays.stream(values()).map(form -> form.version).toList();
    }

    abstract Map<String, Object> write(NinjsItem item);

    Map<String, Object> standard() {
        return Map.of(
                "name",
                "ninjs",
                "version",
                version,
                "schema",
                "https://www.iptc.org/std/ninjs/ninjs-schema_" + version + ".json");
    }
}
