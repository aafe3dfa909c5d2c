package depesche.command;

import org.jspecify.annotations.Nullable;

/// A progress bar for work that says itself how much there is.
final class Bar {

    private final String name;
    private @Nullable ProgressBar shown;

    Bar(String name) {
        this.name = name;
    }

    void at(long done, long all) {
        if (shown == null) {
            shown = ProgressBar.onTerminal(name, all);
        }
        shown.to(done);
    }

    void end() {
        if (shown != null) {
            shown.end();
        }
    }
}
