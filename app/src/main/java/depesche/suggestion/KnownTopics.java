package depesche.suggestion;

import depesche.db.Database;
import depesche.db.Notices;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// What this node knows: read once, and again when another node has learned.
public final class KnownTopics {

    private final Database db;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Known known = new Known(0, Knowledge.NONE);
    private volatile boolean isRead;

    private record Known(long id, Knowledge knowledge) {}

    public KnownTopics(Database db) {
        this.db = db;
    }

    public void listen(Notices notices) {
        Runnable look = () -> Thread.ofPlatform().daemon().name("topic-model").start(this::refresh);
        notices.listen(TopicModels.NOTICE, _ -> look.run(), look);
    }

    Knowledge knowledge() {
        if (!isRead) {
            refresh();
        }
        return known.knowledge();
    }

    /// Reads what is newer than what is known; what is known stays in use meanwhile.
    void refresh() {
        reading.lock();
        try {
            Optional<TopicModels.Row> newest = db.read(TopicModels::newest);
            newest.filter(row -> row.id() != known.id())
                    .ifPresent(row -> db.read(tx -> TopicModels.bytes(tx, row.id()))
                            .ifPresent(bytes -> known = new Known(
                                    row.id(), KnowledgeBytes.read(bytes).orElse(Knowledge.NONE))));
            isRead = true;
        } finally {
            reading.unlock();
        }
    }
}
