package depesche.search.saved;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// By which terms a program is found: one of them is in every article that meets it. Of all choices the one whose
/// terms the fewest searches use. Each anchor has a guard, another term that must then be in the article too, so that
/// most searches are passed over by a look at one number, and many need no more than that to be met.
final class Anchors {

    static final int NONE = -1;

    /// @param guard a term, or [#NONE]
    /// @param decides whether an article with both, or with the term where there is no guard, meets the program
    record Anchor(int term, int guard, boolean decides) {}

    private final int[] code;
    private final IntUnaryOperator uses;
    private final List<Anchor> found = new ArrayList<>();

    private Anchors(int[] code, IntUnaryOperator uses) {
        this.code = code;
        this.uses = uses;
    }

    static List<Anchor> of(int[] code, IntUnaryOperator uses) {
        var anchors = new Anchors(code, uses);
        anchors.find(0, NONE, true);
        return anchors.found;
    }

    /// @param decides whether nothing but this part and the guard is asked for
    private void find(int at, int guard, boolean decides) {
        switch (code[at]) {
            case Program.ALL -> findInAll(at, guard, decides);
            case Program.ANY -> {
                for (int part = at + 2; part < Program.end(code, at); part = Program.end(code, part)) {
                    find(part, guard, decides);
                }
            }
            case Program.PHRASE -> {
                int term = rarest(at, NONE);
                found.add(new Anchor(term, rarer(guard, rarest(at, term)), false));
            }
            case Program.NOT -> throw new IllegalStateException("an exclusion is no anchor");
            default -> found.add(new Anchor(code[at], guard, decides));
        }
    }

    private void findInAll(int at, int guard, boolean decides) {
        int best = NONE;
        int parts = 0;
        for (int part = at + 2; part < Program.end(code, at); part = Program.end(code, part)) {
            if (best == NONE || cost(part) < cost(best)) {
                best = part;
            }
            parts++;
        }
        int required = guard;
        boolean isPair = parts == 2 && guard == NONE;
        for (int part = at + 2; part < Program.end(code, at); part = Program.end(code, part)) {
            if (part != best) {
                required = rarer(required, required(part));
                isPair &= code[part] >= 0;
            }
        }
        find(best, required, decides && isPair);
    }

    /// How many searches would be looked at for it; endless for what is no anchor.
    private long cost(int at) {
        return switch (code[at]) {
            case Program.NOT -> Long.MAX_VALUE;
            case Program.PHRASE -> uses.applyAsInt(rarest(at, NONE));
            case Program.ALL -> {
                long least = Long.MAX_VALUE;
                for (int part = at + 2; part < Program.end(code, at); part = Program.end(code, part)) {
                    least = Math.min(least, cost(part));
                }
                yield least;
            }
            case Program.ANY -> {
                long sum = 0;
                for (int part = at + 2; part < Program.end(code, at) && sum < Long.MAX_VALUE; ) {
                    long cost = cost(part);
                    sum = cost == Long.MAX_VALUE ? cost : sum + cost;
                    part = Program.end(code, part);
                }
                yield sum;
            }
            default -> uses.applyAsInt(code[at]);
        };
    }

    /// A term without which the part cannot hold.
    private int required(int at) {
        return switch (code[at]) {
            case Program.NOT, Program.ALL, Program.ANY -> NONE;
            case Program.PHRASE -> rarest(at, NONE);
            default -> code[at];
        };
    }

    private int rarest(int phrase, int but) {
        int rarest = NONE;
        for (int at = phrase + 2; at < Program.end(code, phrase); at++) {
            if (code[at] != but) {
                rarest = rarer(rarest, code[at]);
            }
        }
        return rarest;
    }

    private int rarer(int one, int other) {
        if (one == NONE || other == NONE) {
            return Math.max(one, other);
        }
        return uses.applyAsInt(other) < uses.applyAsInt(one) ? other : one;
    }
}
