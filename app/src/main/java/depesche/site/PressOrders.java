package depesche.site;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What the press ([PagePress]) is to make: some articles, or all from the newest down to the oldest.
final class PressOrders {

    /// Articles that are read together.
    static final int TOGETHER = 32;

    /// Articles of the way through all that are looked at in one step.
    static final int AT_A_LOOK = 128;

    /// More are not remembered one by one: then all are looked through.
    private static final int MOST_CHANGED = 10_000;

    private static final String ARTICLE = "article:";
    private static final String SITE = "site";

    private final Set<Long> changed = new LinkedHashSet<>();
    private final Duration calm;
    private long before;
    private long walkAt;
    private boolean isFrontDue = true;

    /// @param calm passes before a way through all is begun
    PressOrders(Duration calm) {
        this.calm = calm;
        walk();
    }

    /// @param keys what was dropped, or none at all for everything
    synchronized void changed(Set<String> keys) {
        isFrontDue = true;
        if (keys.isEmpty() || keys.contains(SITE) || changed.size() > MOST_CHANGED) {
            walk();
            return;
        }
        for (String key : keys) {
            if (key.startsWith(ARTICLE)) {
                changed.add(Long.parseLong(key.substring(ARTICLE.length())));
            }
        }
    }

    private void walk() {
        changed.clear();
        before = Long.MAX_VALUE;
        walkAt = System.nanoTime() + calm.toNanos();
    }

    /// Takes some of the articles that changed, the first first.
    synchronized List<Long> changed(int most) {
        List<Long> some = new ArrayList<>(changed.stream().limit(most).toList());
        some.forEach(changed::remove);
        return some;
    }

    /// Puts back what was taken and could not be looked at.
    synchronized void putBack(List<Long> some) {
        changed.addAll(some);
    }

    /// Whether something changed that the front page may show, since this was last asked.
    synchronized boolean takeFront() {
        boolean isDue = isFrontDue && System.nanoTime() - walkAt >= 0;
        isFrontDue &= !isDue;
        return isDue;
    }

    synchronized void putFrontBack() {
        isFrontDue = true;
    }

    synchronized boolean isWalkDue() {
        return before > 0 && System.nanoTime() - walkAt >= 0;
    }

    /// Below which number the way goes on.
    synchronized long before() {
        return before;
    }

    /// Goes on below this number, unless the way has begun anew meanwhile.
    synchronized void walkedTo(long id) {
        if (isWalkDue()) {
            before = id;
        }
    }

    synchronized void walked() {
        walkedTo(0);
    }
}
