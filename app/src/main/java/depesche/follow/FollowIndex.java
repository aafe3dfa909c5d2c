package depesche.follow;

import depesche.account.ReaderId;
import depesche.db.Database;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;

/// Who follows what, in the memory of this node, as bitmaps of reader numbers: confirmed follows that
/// have not ended, by cadence, and when and how often readers want mail. Nothing here decides; the tables do, and
/// [#catchUp] brings the index to exactly what a snapshot of them says.
///
/// Readers of the index never wait: they see one immutable [FollowView], replaced whole.
public final class FollowIndex {

    private final Database db;
    private final ReentrantLock catchingUp = new ReentrantLock();
    private volatile State state = new State(Moment.BEFORE_ALL, FollowView.empty());

    public FollowIndex(Database db) {
        this.db = db;
    }

    /// The follows as this snapshot sees them; or as a later one does, if another thread has brought the
    /// index to a later one meanwhile. The handle's transaction must see one snapshot throughout
    /// ([Database#inSnapshot]) and must not itself have written follows or readers.
    public FollowView catchUp(Handle snapshot) {
        var moment = Moment.of(snapshot);
        catchingUp.lock();
        try {
            var before = state;
            if (moment.isAfter(before.moment())) {
                state = new State(
                        moment,
                        FollowChanges.since(snapshot, before.moment().lowest(), before.view())
                                .applied());
            }
            return state.view();
        } finally {
            catchingUp.unlock();
        }
    }

    /// Catches up with the database as it is now: after a change made here, and several times a second
    /// while mails go out. Costs a look at two indexes when nothing has changed.
    public FollowView refresh() {
        return db.inSnapshot(this::catchUp);
    }

    /// The follows as of the last catching up.
    public FollowView view() {
        return state.view();
    }

    /// Asked before each message: whether the reader may still be written to and still follows one of
    /// the subjects, as of the last catching up. Never blocks.
    public boolean isStillWanted(ReaderId reader, Set<Subject> subjects) {
        return state.view().isWanted(reader, subjects);
    }

    private record State(Moment moment, FollowView view) {}
}
