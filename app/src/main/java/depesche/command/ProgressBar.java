package depesche.command;

import java.io.PrintStream;

/// A bar on the terminal for long work; silent where there is no terminal.
final class ProgressBar {

    private static final int WIDTH = 40;

    private final PrintStream terminal;
    private final String name;
    private final long steps;
    private long done;
    private int shown = -1;

    private ProgressBar(PrintStream terminal, String name, long steps) {
        this.terminal = terminal;
        this.name = name;
        this.steps = steps;
    }

    static ProgressBar onTerminal(String name, long steps) {
        boolean isTerminal = System.console() != null && System.console().isTerminal();
        return new ProgressBar(isTerminal ? System.err : new PrintStream(PrintStream.nullOutputStream()), name, steps);
    }

    void step() {
        to(done + 1);
    }

    void to(long count) {
        done = count;
        int filled = steps == 0 ? WIDTH : (int) (WIDTH * Math.min(done, steps) / steps);
        if (filled != shown) {
            shown = filled;
            terminal.printf("\r%s [%s%s] %d/%d", name, "#".repeat(filled), " ".repeat(WIDTH - filled), done, steps);
            terminal.flush();
        }
    }

    void end() {
        terminal.println();
        terminal.flush();
    }
}
