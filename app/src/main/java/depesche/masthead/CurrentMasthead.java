package depesche.masthead;

import depesche.config.Settings;
import depesche.db.Database;
import depesche.web.PageChanges;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;

/// The masthead that holds, kept by each node. It is read anew before the pages that show it are dropped, so that no
/// page made after that shows the old one, and none that was begun before is kept.
public final class CurrentMasthead implements Settings.Site {

    private final Database db;
    private final Settings.Site first;
    private volatile Masthead now;

    private CurrentMasthead(Database db, Settings.Site first) {
        this.db = db;
        this.first = first;
        this.now = db.read(handle -> Mastheads.current(handle, first));
    }

    /// @param first what the operator's settings say
    public static CurrentMasthead of(Database db, Settings.Site first, PageChanges changes) {
        var current = new CurrentMasthead(db, first);
        changes.beforeDropping(current::hear);
        return current;
    }

    public Masthead now() {
        return now;
    }

    /// What the operator's settings say.
    public Settings.Site first() {
        return first;
    }

    /// @param keys none at all: whatever may have changed
    private void hear(Set<String> keys) {
        if (keys.isEmpty() || keys.contains(Redesigning.PAGE_KEY)) {
            now = db.read(handle -> Mastheads.current(handle, first));
        }
    }

    @Override
    public String name() {
        return now.name();
    }

    @Override
    public Locale language() {
        return now.language();
    }

    @Override
    public ZoneId timeZone() {
        return now.timeZone();
    }
}
