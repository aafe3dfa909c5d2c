package depesche.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Which pages show what, and which renderings are under way. Storing and dropping exclude one another here, for the
/// microseconds of the index; rendering and serving do not pass through.
final class ShownIndex {

    /// A rendering under way, and what was dropped since it began.
    static final class Mark {
        private final Set<String> dropped = new HashSet<>();
        private boolean allDropped;

        private Mark() {}

        private boolean spoils(Set<String> keys) {
            return allDropped || !Collections.disjoint(dropped, keys);
        }
    }

    private final Map<String, Set<FinishedPage>> pagesByKey = new HashMap<>();
    private final Set<Mark> marks = Collections.newSetFromMap(new IdentityHashMap<>());

    synchronized Mark mark() {
        var mark = new Mark();
        marks.add(mark);
        return mark;
    }

    synchronized void release(Mark mark) {
        marks.remove(mark);
    }

    /// Runs `storing` and remembers the page, unless the mark is spoiled for it.
    synchronized boolean add(Mark mark, FinishedPage page, Runnable storing) {
        Set<String> keys = page.page().keys();
        if (!unlessDropped(mark, keys, storing)) {
            return false;
        }
        for (String key : keys) {
            pagesByKey
                    .computeIfAbsent(key, _ -> Collections.newSetFromMap(new IdentityHashMap<>()))
                    .add(page);
        }
        return true;
    }

    /// Runs `storing`, unless one of the keys was dropped since the mark.
    synchronized boolean unlessDropped(Mark mark, Set<String> keys, Runnable storing) {
        if (!marks.contains(mark) || mark.spoils(keys)) {
            return false;
        }
        storing.run();
        return true;
    }

    synchronized List<FinishedPage> drop(Set<String> keys, Consumer<List<FinishedPage>> removing) {
        marks.forEach(mark -> mark.dropped.addAll(keys));
        Set<FinishedPage> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        for (String key : keys) {
            gone.addAll(pagesByKey.getOrDefault(key, Set.of()));
        }
        return removed(new ArrayList<>(gone), removing);
    }

    synchronized List<FinishedPage> dropAll(Consumer<List<FinishedPage>> removing) {
        marks.forEach(mark -> mark.allDropped = true);
        Set<FinishedPage> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        pagesByKey.values().forEach(gone::addAll);
        return removed(new ArrayList<>(gone), removing);
    }

    private List<FinishedPage> removed(List<FinishedPage> gone, Consumer<List<FinishedPage>> removing) {
        removing.accept(gone);
        gone.forEach(this::forget);
        return gone;
    }

    synchronized void forget(FinishedPage page) {
        for (String key : page.page().keys()) {
            Set<FinishedPage> pages = pagesByKey.get(key);
            if (pages != null && pages.remove(page) && pages.isEmpty()) {
                pagesByKey.remove(key);
            }
        }
    }

    synchronized int size() {
        return pagesByKey.size();
    }
}
