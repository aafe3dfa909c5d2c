package depesche.ingest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The formats that files can have. More are named in the contract of the command; what is not built is refused.
public enum Format {
    AUTO,
    DPA,
    MARKDOWN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Format> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }

    /// Whether a file of this name, found in a folder, is one of this format's.
    boolean takes(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return switch (this) {
            case DPA -> name.endsWith(".json");
            case MARKDOWN -> name.endsWith(".md");
            case AUTO -> name.endsWith(".json") || name.endsWith(".md");
        };
    }
}
