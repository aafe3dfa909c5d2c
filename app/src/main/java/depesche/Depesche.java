package depesche;

import depesche.command.Commands;
import io.quarkus.runtime.annotations.QuarkusMain;

/// The program. Commands run as plain Java; only `serve` and `demo` start the HTTP server.
@QuarkusMain
public final class Depesche {

    private Depesche() {}

    public static void main(String... arguments) {
        int code = Commands.execute(new Program(), arguments);
        if (code != 0) {
            System.exit(code);
        }
    }
}
