package depesche;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/// The program.
@QuarkusMain
public final class Depesche {
    private Depesche() {}

    public static void main(String... arguments) {
        Quarkus.run(arguments);
    }
}
