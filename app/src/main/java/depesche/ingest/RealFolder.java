package depesche.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether a file is there and lies in a folder, also when symbolic links are followed.
final class RealFolder {

    private RealFolder() {}

    static boolean holds(Path folder, Path file) {
        try {
            return Files.isRegularFile(file) && file.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException unreachable) {
            return false;
        }
    }
}
