package depesche.follow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How readers stand in a file.
public enum ImportFormat {
    NDJSON("ndjson"),
    CSV("csv");

    private static final int LOOKED_AT = 4 * 1024;

    private final String word;

    ImportFormat(String word) {
        this.word = word;
    }

    public static Optional<ImportFormat> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word.equals(word))
                .findFirst();
    }

    /// By its first line: JSON begins with a brace, and the head of a table names `email`. Reads nothing away.
    ///
    /// @param file can be marked and reset
    public static ImportFormat detected(InputStream file) {
        try {
            file.mark(LOOKED_AT);
            String start = new String(file.readNBytes(LOOKED_AT), StandardCharsets.UTF_8);
            file.reset();
            String first = start.replace("\uFEFF", "")
                    .stripLeading()
                    .lines()
                    .findFirst()
                    .orElse("");
            boolean isTable = !first.startsWith("{")
                    && first.toLowerCase(Locale.ROOT).replace("-", "").contains("email");
            return isTable ? CSV : NDJSON;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
