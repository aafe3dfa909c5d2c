package depesche.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files of the repository, named from its root.
final class Repository {

    private static final Path ROOT = root(Path.of("").toAbsolutePath());

    private Repository() {}

    static Path at(String path) {
        return ROOT.resolve(path);
    }

    static String text(Path path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException broken) {
            throw new UncheckedIOException(path.toString(), broken);
        }
    }

    static String text(String path) {
        return text(Path.of(path));
    }

    /// Files below a folder, sorted; none when there is no such folder.
    static List<Path> files(String folder) {
        if (!Files.isDirectory(at(folder))) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(at(folder))) {
            return found.filter(Files::isRegularFile)
                    .map(ROOT::relativize)
                    .sorted()
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Everything people wrote: no build results, no data folders, nothing of git's.
    static List<Path> written() {
        return Stream.of("app/src", "benchmarks", "demo", "docs", "packaging", "scripts", ".ci", ".mvn")
                .flatMap(folder -> files(folder).stream())
                .filter(path -> !path.toString().matches("benchmarks/(work|target)/.*"))
                .filter(path -> path.toString()
                        .matches(".*\\.(java|jte|sql|md|xml|properties|css|js|sh|txt|service|json|config)"
                                + "|.*/(run|jdk|mvn|build|test|Containerfile)"))
                .toList();
    }

    /// The texts at the root.
    static Stream<Path> rootFiles() {
        try (Stream<Path> found = Files.list(ROOT)) {
            return found
                    .filter(Files::isRegularFile)
                    .filter(path -> !path.endsWith(".git"))
                    .map(ROOT::relativize)
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Path root(Path folder) {
        return Files.exists(folder.resolve("depesche")) && Files.exists(folder.resolve("Makefile"))
                ? folder
                : root(folder.getParent());
    }
}
