package depesche.taxonomy;

import depesche.account.Actor;
import depesche.topic.TopicNames;
import depesche.topic.Topics;
import depesche.topic.TopicsBefore;
import depesche.web.PageChanges;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Undoing what was done to topics, once, the newest first: what nobody changed since becomes what it was.
public final class Undoing {

    private final PageChanges pages;
    private final InstantSource clock;

    public Undoing(PageChanges pages, InstantSource clock) {
        this.pages = pages;
        this.clock = clock;
    }

    /// Within the transaction of the caller.
    public UndoResult undo(Handle tx, long id, Actor by) {
        TopicNames.lock(tx);
        Optional<TopicOperation> found = TopicOperations.byId(tx, id);
        if (found.isEmpty()) {
            return new UndoResult.NoSuchOperation();
        }
        TopicOperation operation = found.get();
        if (operation.undoneAt().isPresent()) {
            return new UndoResult.WasUndone(operation.undoneAt().get());
        }
        Optional<Long> newer = TopicOperations.newerOnTheSame(tx, operation);
        return newer.<UndoResult>map(UndoResult.NotTheNewest::new).orElseGet(() -> undo(tx, operation, by));
    }

    private UndoResult undo(Handle tx, TopicOperation operation, Actor by) {
        Instant now = clock.instant();
        TopicOperation undone = TopicOperations.undone(tx, operation, by, now);
        TopicsBefore.restore(tx, operation.id(), now);
        pages.record(tx, Set.of("site", "front", operation.topic().pageKey()));
        return new UndoResult.Undone(
                undone, Topics.tree(tx).byId(operation.topic()).orElseThrow(), 0, 0);
    }
}
