package depesche.command;

import depesche.backup.Restore;
import depesche.preflight.house.HousePreflight;
import depesche.returns.Returns;
import java.util.Map;
import java.util.function.Function;

/// A door that opens for nothing; a test opens the one thing that its command asks for.
interface ClosedDoor extends Door {

    @Override
    default int within(Map<String, String> flags, Function<OpenNewsroom, Integer> work) {
        throw new IllegalStateException("not asked for");
    }

    @Override
    default int returns(Map<String, String> flags, Function<Returns, Integer> work) {
        throw new IllegalStateException("not asked for");
    }

    @Override
    default int alone(Map<String, String> flags, Function<Restore, Integer> work) {
        throw new IllegalStateException("not asked for");
    }

    @Override
    default int check(Map<String, String> flags, Function<HousePreflight, Integer> work) {
        throw new IllegalStateException("not asked for");
    }

    @Override
    default int serve(Map<String, String> flags) {
        throw new IllegalStateException("not asked for");
    }

    @Override
    default int demo(Map<String, String> flags) {
        throw new IllegalStateException("not asked for");
    }
}
