package depesche;

import depesche.account.SetUp;
import java.io.PrintStream;

/// What a starting server says to who started it.
final class Welcome {

    private Welcome() {}

    /// While nobody of the newsroom is known: a one-time link that makes the first.
    static void tell(Newsroom newsroom, PrintStream out) {
        if (newsroom.paper().staff().isEmpty()) {
            var setUp = new SetUp(newsroom.ground().secrets(), newsroom.paper().staff());
            out.println("set up the newsroom at " + newsroom.ground().settings().baseUrl() + "/desk/set-up/"
                    + setUp.token());
        }
    }
}
