package depesche.delivery;

import depesche.db.ConnectionPool;
import depesche.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;

/// A node for push that dies as far as can be seen from outside: from one moment on it records nothing, so each of its
/// slots posts one message more at most. Started again it bears the same name.
final class MortalPusher implements AutoCloseable {

    static final int SLOTS = 4;

    private final Pushing pushing;
    private final TestDatabase db;
    private final List<Thread> buried = new ArrayList<>();
    private Life life;

    MortalPusher(Pushing pushing, TestDatabase db) {
        this.pushing = pushing;
        this.db = db;
        this.life = begin();
    }

    private record Life(ConnectionPool pool, Posting posting) {}

    private Life begin() {
        var pool = ConnectionPool.open(db.address());
        return new Life(pool, pushing.push(pool.database(), "pusher", SLOTS));
    }

    /// Dies, and is started again at once.
    void killAndStartAgain() {
        Life dead = life;
        dead.pool().close();
        buried.add(Thread.ofVirtual().start(dead.posting()::close));
        life = begin();
    }

    @Override
    public void close() {
        life.posting().close();
        life.pool().close();
        try {
            for (Thread grave : buried) {
                grave.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
