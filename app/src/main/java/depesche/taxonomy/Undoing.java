package depesche.taxonomy;

import depesche.account.Actor;
import depesche.article.TopicMoves;
import depesche.follow.FollowMoves;
import depesche.taxonomy.Merging.Moved;
import depesche.topic.TopicId;
import depesche.topic.Topics;
import depesche.topic.TopicsBefore;
import depesche.web.PageChanges;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
        Merging.lockOutOthers(tx);
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
        Moved moved = switch (operation.kind()) {
            case RENAME -> {
                TopicsBefore.restore(tx, operation.id(), now);
                yield new Moved(0, 0);
            }
            case MERGE -> unmerge(tx, operation, operation.other().orElseThrow(), now);
            // What was made and followed since of what was split off must go somewhere: it is merged back.
            case SPLIT -> Merging.move(tx, operation.id(), operation.other().orElseThrow(), operation.topic(), now);
        };
        Merging.changed(tx, pages, topics(operation));
        return new UndoResult.Undone(
                undone, Topics.tree(tx).byId(operation.topic()).orElseThrow(), moved.articles(), moved.follows());
    }

    /// Topics first: what articles bear is read by them.
    private static Moved unmerge(Handle tx, TopicOperation operation, TopicId into, Instant now) {
        TopicsBefore.restore(tx, operation.id(), now);
        return new Moved(
                TopicMoves.restored(tx, operation.id(), operation.topic(), into),
                FollowMoves.restore(tx, operation.id(), operation.topic(), into, now));
    }

    private static List<TopicId> topics(TopicOperation operation) {
        return Stream.concat(Stream.of(operation.topic()), operation.other().stream())
                .toList();
    }
}
