package depesche;

import depesche.command.Commands;
import io.quarkus.runtime.annotations.QuarkusMain;

/// The program. Commands run as plain Java; only `serve` and `demo` start the HTTP server.
@QuarkusMain
public final class Depesche {

    /// A virtual thread that waits while a class is loaded keeps the thread that runs it. On two cores there
    /// are two of those, and with both kept nobody runs who has what they wait for: the program stood still.
    private static final String RUNNERS = "64";

    private Depesche() {}

    public static void main(String... arguments) {
        System.setProperty("jdk.virtualThreadScheduler.parallelism", RUNNERS);
        int code = Commands.execute(new Program(), arguments);
        if (code != 0) {
            System.exit(code);
        }
    }
}
