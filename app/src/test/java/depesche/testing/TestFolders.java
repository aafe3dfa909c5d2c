package depesche.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// Folders of programs that were killed, and may still be written to for a moment.
public final class TestFolders {

    private TestFolders() {}

    /// Removes what it can; whether nothing is left.
    public static boolean isRemoved(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
            return true;
        } catch (IOException | UncheckedIOException stillThere) {
            return !Files.exists(folder);
        }
    }
}
