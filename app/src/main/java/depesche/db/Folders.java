package depesche.db;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// What the file system has no single call for.
final class Folders {

    private Folders() {}

    static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new Remover());
        } catch (IOException broken) {
            throw new DatabaseDidNotStart("%s cannot be removed: %s".formatted(folder, broken), broken);
        }
    }

    static void give(Path folder, int uid) {
        try (var paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Files.setAttribute(path, "unix:uid", uid);
            }
        } catch (IOException broken) {
            throw new DatabaseDidNotStart("%s cannot be given to user %d: %s".formatted(folder, uid, broken), broken);
        }
    }

    private static final class Remover extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException broken) throws IOException {
            Files.delete(emptied);
            return FileVisitResult.CONTINUE;
        }
    }
}
