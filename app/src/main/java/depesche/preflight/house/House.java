package depesche.preflight.house;

import depesche.db.Database;
import depesche.mail.message.Dkim;
import java.time.InstantSource;
import java.util.List;

/// Whether the newsroom's database could be opened, which knows our keys.
public sealed interface House {

    /// @param dkims who signs our mail
    record Open(Database db, List<Dkim> dkims, InstantSource clock) implements House {

        public Open {
            dkims = List.copyOf(dkims);
        }
    }

    /// @param why it could not, in one sentence
    record Shut(String why) implements House {}
}
