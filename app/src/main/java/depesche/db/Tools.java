package depesche.db;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Programs of the operating system, run to their end.
final class Tools {

    /// How a program ended, and all it said.
    record Ended(int status, String said) {}

    private Tools() {}

    static boolean areThere(String program) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    static boolean succeeds(String... command) {
        return areThere(command[0]) && run(List.of(command), "").status() == 0;
    }

    static Ended run(List<String> command, String input) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var stdin = process.outputWriter()) {
                stdin.write(input);
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), said);
        } catch (IOException broken) {
            throw new DatabaseDidNotStart("%s cannot be run: %s".formatted(command.getFirst(), broken.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DatabaseDidNotStart("%s was interrupted.".formatted(command.getFirst()), stopped);
        }
    }

    /// The JDK can send only TERM and KILL, which to PostgreSQL mean "when all have left" and "drop dead".
    static void signal(String name, long pid) {
        run(List.of("sh", "-c", "kill -" + name + " " + pid), "");
    }
}
