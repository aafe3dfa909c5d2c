package depesche.preflight.house;

import depesche.db.Database;
import depesche.epoch.Epochs;
import depesche.epoch.Hold;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether anything is sent at all, and whether something was given up.
final class SendsCheck implements Check {

    private static final String SUBJECT = "sends";

    private final Database db;

    SendsCheck(Database db) {
        this.db = db;
    }

    @Override
    public List<Finding> look() {
        Optional<Hold> held = db.read(Epochs::hold);
        int setAside = db.read(handle -> handle.createQuery("select count(*) from job_set_aside")
                .mapTo(Integer.class)
                .one());
        List<Finding> found = new ArrayList<>();
        found.add(held.map(hold -> Finding.fail(
                        SUBJECT,
                        "all sends are held since " + hold.since() + "; ./depesche resume says why and how to go on"))
                .orElseGet(() -> Finding.ok(SUBJECT, "nothing is held")));
        if (setAside > 0) {
            found.add(Finding.warn(
                    SUBJECT,
                    setAside + (setAside == 1 ? " job was" : " jobs were")
                            + " set aside after many attempts; the desk shows why at /desk/jobs"));
        }
        return found;
    }
}
