package load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Other programs: run to their end, or started and ended by their process.
final class Shell {

    /// A program in the background. Closing ends it and nothing else.
    record Running(Process process) implements AutoCloseable {
        Running {
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        }

        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Shell() {}

    /// Prints the command, runs it, and gives what it wrote.
    static String run(String... command) {
        System.out.println("$ " + String.join(" ", command));
        return quietly(command);
    }

    static String quietly(String... command) {
        try {
            Process process = builder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String written = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(command[0] + " ended with " + code + ": " + written);
            }
            return written;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    static Running start(Path log, String... command) {
        System.out.println("$ " + String.join(" ", command) + " &");
        try {
            return new Running(builder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Debian keeps servers where only root looks.
    static ProcessBuilder builder(String... command) {
        String[] found = command.clone();
        for (String folder : List.of("/usr/sbin/", "/sbin/")) {
            if (!command[0].contains("/") && Files.isExecutable(Path.of(folder + command[0]))) {
                found[0] = folder + command[0];
            }
        }
        return new ProcessBuilder(found);
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
