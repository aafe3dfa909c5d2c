package depesche.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A Java program in a process of its own, which a test can talk to and kill.
public final class Program implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> heard = new ArrayList<>();

    private Program(Process process) {
        this.process = process;
    }

    public static Program start(Class<?> main, String... arguments) {
        return start(List.of(), System.getProperty("java.class.path"), main, arguments);
    }

    /// @param prefix words before `java`, such as those that change the user
    public static Program start(List<String> prefix, String classPath, Class<?> main, String... arguments) {
        var java =
                List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx256m", "-cp", classPath);
        return started(new ProcessBuilder(Stream.of(prefix, java, List.of(main.getName()), List.of(arguments))
                .flatMap(List::stream)
                .toList()));
    }

    /// Where the packaged program is, once `make` or `./depesche` has built it.
    public static Path packaged() {
        return TestData.repository().resolve("app/target/quarkus-app/quarkus-run.jar");
    }

    /// The packaged program itself, with these variables in its environment.
    public static Program startPackaged(Map<String, String> environment, String... arguments) {
        var java = List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx384m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                packaged().toString());
        var builder = new ProcessBuilder(
                Stream.of(java, List.of(arguments)).flatMap(List::stream).toList());
        builder.environment().putAll(environment);
        return started(builder);
    }

    private static Program started(ProcessBuilder builder) {
        try {
            var program = new Program(builder.redirectErrorStream(true).start());
            Thread.ofVirtual().start(program::listen);
            return program;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void listen() {
        try (BufferedReader reader = process.inputReader()) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException killed) {
            lines.add("[killed]");
        }
    }

    public long pid() {
        return process.pid();
    }

    /// Waits for the next line that begins so.
    public String says(String beginning) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            boolean isOver = !process.isAlive();
            String line = nextLine();
            heard.add(line);
            if (line.startsWith(beginning)) {
                return line;
            }
            if (isOver && line.isEmpty()) {
                break;
            }
        }
        throw new AssertionError("\"%s\" was not said, but %s".formatted(beginning, String.join("\n", heard)));
    }

    /// The next line, whatever it is; empty while there is none.
    public String nextLine() {
        try {
            String line = lines.poll(200, TimeUnit.MILLISECONDS);
            return line == null ? "" : line;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /// Stops it where it stands, as a machine that sleeps, until [#wake].
    public void freeze() {
        signal("STOP", pid());
    }

    public void wake() {
        signal("CONT", pid());
    }

    /// Sends a signal by its name, to a process that need not be ours.
    public static void signal(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    public void poke() {
        try {
            Writer writer = process.outputWriter();
            writer.write('\n');
            writer.flush();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// `kill -9`, if it has not ended within that time by itself.
    public void killAfter(Duration time) {
        try {
            if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    public void kill() {
        killAfter(Duration.ZERO);
    }

    /// How a program ended, and all it said.
    public record Ended(int code, List<String> lines) {

        public Ended {
            lines = List.copyOf(lines);
        }
    }

    /// As [#end], for a program that nobody has heard yet.
    public Ended toItsEnd() {
        end();
        var said = new ArrayList<String>();
        for (String line = nextLine(); !line.isEmpty(); line = nextLine()) {
            said.add(line);
        }
        return new Ended(process.exitValue(), said);
    }

    /// Ends the program's input, and waits for its end.
    public void end() {
        try {
            process.outputWriter().close();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the program does not end");
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
