package depesche.follow;

import depesche.account.LinkTokens.AlertLink;
import depesche.account.ReaderId;
import depesche.db.Database;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Ending follows. Each act may be done again and then changes nothing; each answers what it ended or began
/// again, for the page to say so.
public final class Leaving {

    private final Database db;
    private final InstantSource clock;

    public Leaving(Database db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /// From the reader's own page: one follow, or some.
    public List<Subject> leave(ReaderId reader, Collection<Subject> subjects) {
        return db.write(tx -> Follows.end(tx, reader, subjects, clock.instant()));
    }

    /// From the reader's own page: everything.
    public List<Subject> leaveAll(ReaderId reader) {
        return db.write(tx -> Follows.end(tx, reader, followed(tx, reader), clock.instant()));
    }

    /// One click in an alert's mail (RFC 8058): ends every follow that was a reason of that mail. The reasons
    /// are all that the article falls under, the topics above its topics too; the reader follows some of them.
    public List<Subject> unsubscribe(AlertLink link, Set<Subject> reasons) {
        return db.write(tx -> Follows.endThrough(tx, link.alert(), link.reader(), reasons, clock.instant()));
    }

    /// From the page behind that link: everything else too.
    public List<Subject> unsubscribeFromAll(AlertLink link) {
        return db.write(tx ->
                Follows.endThrough(tx, link.alert(), link.reader(), followed(tx, link.reader()), clock.instant()));
    }

    /// Begins again exactly what that link has ended, and nothing that ended in another way.
    public List<Subject> undo(AlertLink link) {
        return db.write(tx -> Follows.beginAgainThrough(tx, link.alert(), link.reader()));
    }

    /// What that link has ended, for a page that is opened again.
    public List<Subject> endedThrough(AlertLink link) {
        return db.read(tx -> Follows.endedThrough(tx, link.alert(), link.reader()));
    }

    private static List<Subject> followed(Handle tx, ReaderId reader) {
        return Follows.of(tx, reader).stream().map(Follow::subject).toList();
    }
}
