package depesche.follow;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// What became of topics that were merged: who followed one follows the other now. An alert, a mail or a request that
/// names the old one means the other.
///
/// @param into by the number of what was merged
public record Survivors(Map<Long, Long> into) {

    static final Survivors NONE = new Survivors(Map.of());

    public Survivors {
        into = Map.copyOf(into);
    }

    public static Survivors of(Handle tx) {
        Map<Long, Long> into = new HashMap<>();
        tx.createQuery("select id, merged_into from topic where merged_into is not null")
                .map((row, _) -> into.put(row.getLong("id"), row.getLong("merged_into")))
                .list();
        return into.isEmpty() ? NONE : new Survivors(into);
    }

    /// For a transaction that writes follows: no topic is merged until it ends. A lock on the table comes before the
    /// look at the topics, and is the one that the writing needs anyway.
    static Survivors locked(Handle tx) {
        tx.execute("lock table follow in row exclusive mode");
        return of(tx);
    }

    public Subject of(Subject subject) {
        return subject.kind() == Subject.Kind.TOPIC && into.containsKey(subject.id())
                ? Subject.topic(into.getOrDefault(subject.id(), subject.id()))
                : subject;
    }

    /// Each once.
    public Set<Subject> of(Collection<Subject> subjects) {
        Set<Subject> standing = new LinkedHashSet<>();
        subjects.forEach(subject -> standing.add(of(subject)));
        return standing;
    }
}
