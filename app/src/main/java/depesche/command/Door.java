package depesche.command;

import depesche.backup.Restore;
import depesche.preflight.house.HousePreflight;
import depesche.returns.Returns;
import java.util.Map;
import java.util.function.Function;

/// Opens a newsroom for one command, beside a running server or without one, and closes it again.
public interface Door {

    /// @param flags settings from the command line, by key (`depesche.data`)
    int within(Map<String, String> flags, Function<OpenNewsroom, Integer> work);

    /// Opens no more of the newsroom than takes in what comes back: a mail server waits for it.
    int returns(Map<String, String> flags, Function<Returns, Integer> work);

    /// Works on a database that nobody else uses, its tables not made yet.
    int alone(Map<String, String> flags, Function<Restore, Integer> work);

    /// Looks through the house, also where its database cannot be opened.
    int check(Map<String, String> flags, Function<HousePreflight, Integer> work);

    /// The real thing, until it is told to stop.
    int serve(Map<String, String> flags);

    /// The made-up newsroom, until it is told to stop.
    ///
    /// @param flags may hold `fresh`: begin anew; `makeready`: `fill` or `read`, and end
    int demo(Map<String, String> flags);
}
