package depesche.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A file to be taken in.
///
/// @param root the folder that was named on the command line, or that of the file that was
/// @param name its path below the root, with `/` between names
public record ImportFile(Path root, Path path, String name) {

    /// The file itself; or the files of this format in the folder and below, in the order of their paths.
    static List<ImportFile> below(Path path, Format format) {
        if (Files.isRegularFile(path)) {
            Path root =
                    Objects.requireNonNull(path.toAbsolutePath().normalize().getParent(), "a file stands in a folder");
            return List.of(new ImportFile(
                    root, path.toAbsolutePath().normalize(), path.getFileName().toString()));
        }
        Path root = path.toAbsolutePath().normalize();
        try (Stream<Path> found = Files.walk(root)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> format.takes(file.getFileName().toString()))
                    .map(file -> new ImportFile(root, file, name(root, file)))
                    .sorted(java.util.Comparator.comparing(ImportFile::name))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String name(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
