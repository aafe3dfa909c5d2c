package depesche.search.saved;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// By which terms a program is found: one of them is in every article that meets it. Of all choices the one whose
/// terms the fewest searches use. Each anchor has a guard, another term that must then be in the article too, so that
/// most searches are passed over by a look at one number.
final class Anchors {

    static final int NONE = -1;

    /// @param guard a term, or [#NONE]
    record Anchor(int term, int guard) {}

    private final int[] code;
    private final IntUnaryOperator uses;
    private final List<Anchor> found = new ArrayList<>();

    private Anchors(int[] code, IntUnaryOperator uses) {
        this.code = code;
        this.uses = uses;
    }

    static List<Anchor> of(int[] code, IntUnaryOperator uses) {
        var anchors = new Anchors(code, uses);
        anchors.find(0, NONE);
        return anchors.found;
    }

    private void find(int at, int guard) {
        switch (code[at]) {
            case Program.ALL -> findInAll(at, guard);
            case Program.ANY -> {
                for (int part = at + 2; part < Program.end(code, at); part = Program.end(code, part)) {
                    find(part, guard);
                }
            }
            case Program.PHRASE -> {
                int term = rarest(at, NONE);
                found.add(new Anchor(term, rarer(guard, rarest(at, term))));
            }
            case Program.NOT -> throw new IllegalStateException("an exclusion is no anchor");
            default -> found.add(new Anchor(code[at], guard));
        }
    }

    private void findInAll(int at, int guard) {
        int best = NONE;
        for (int part = at + 2; part < Program.end(code, at); part = Program.end(code, part)) {
            if (best == NONE || cost(part) < cost(best)) {
                best = part;
            }
        }
        int required = guard;
        for (int part = at + 2; part < Program.end(code, at); part = Program.end(code, part)) {
            if (part != best) {
                required = rarer(required, required(part));
            }
        }
        find(best, required);
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
