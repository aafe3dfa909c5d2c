package depesche.search.saved;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A demand in its one form: exclusions stand at single words, phrases and fields, no group stands in a group of its
/// own kind, nothing is said twice, and parts have an order. So what means the same by these rules is equal. Each has
/// a term without which no article can meet it, and stays within the limits.
public final class NormalDemand {

    /// Words, phrases' words, fields and groups of one search.
    static final int MOST_PARTS = 64;

    /// Groups within groups, exclusions counted too.
    static final int DEEPEST = 8;

    private static final int TOO_DEEP = Integer.MIN_VALUE;

    /// What a demand came to.
    public sealed interface Result {

        record Normal(NormalDemand demand) implements Result {}

        record Refused(Fault fault) implements Result {}
    }

    /// Why a demand cannot be kept.
    public enum Fault {
        /// It demands nothing.
        EMPTY,
        /// Some way to meet it names only what must not occur: nearly every article would.
        ONLY_EXCLUSIONS,
        /// It demands and excludes the same.
        NEVER,
        /// It names days, and nobody is told of what was.
        DAYS,
        /// It names a language that there is not.
        NO_LANGUAGE,
        TOO_LONG,
        TOO_DEEP
    }

    private static final Comparator<Demand> ORDER =
            Comparator.comparingInt(NormalDemand::rank).thenComparing(Demand::toString);

    private final Demand demand;

    private NormalDemand(Demand demand) {
        this.demand = demand;
    }

    public static Result of(Demand demand) {
        int left = left(demand, MOST_PARTS, DEEPEST);
        if (left < 0) {
            return new Result.Refused(left == TOO_DEEP ? Fault.TOO_DEEP : Fault.TOO_LONG);
        }
        Demand normal = normal(demand, false);
        if (isEmpty(normal)) {
            return new Result.Refused(Fault.EMPTY);
        }
        if (isNever(normal)) {
            return new Result.Refused(Fault.NEVER);
        }
        if (!isAnchored(normal)) {
            return new Result.Refused(Fault.ONLY_EXCLUSIONS);
        }
        return new Result.Normal(new NormalDemand(normal));
    }

    public Demand demand() {
        return demand;
    }

    /// How many more parts there might be; less than none if it is too long or [#TOO_DEEP]. Ends as soon as it is
    /// either: whoever made the demand may have put one part into another a billion times.
    private static int left(Demand demand, int most, int levels) {
        if (levels < 0) {
            return TOO_DEEP;
        }
        return switch (demand) {
            case Demand.Word _, Demand.Field _ -> most - 1;
            case Demand.Phrase(var terms) -> most - Math.max(1, terms.size());
            case Demand.All(var parts) -> left(parts, most - 1, levels - 1);
            case Demand.Any(var parts) -> left(parts, most - 1, levels - 1);
            case Demand.Not(Demand part) -> left(part, most, levels - 1);
        };
    }

    private static int left(List<Demand> parts, int most, int levels) {
        int left = most;
        for (Demand part : parts) {
            if (left < 0) {
                return left;
            }
            left = left(part, left, levels);
        }
        return left;
    }

    private static Demand normal(Demand demand, boolean isExcluded) {
        return switch (demand) {
            case Demand.Phrase(var terms)
            when terms.size() == 1 -> normal(new Demand.Word(terms.getFirst()), isExcluded);
            case Demand.Phrase(var terms) when terms.isEmpty() -> new Demand.All(List.of());
            case Demand.Word _, Demand.Phrase _, Demand.Field _ -> isExcluded ? new Demand.Not(demand) : demand;
            case Demand.Not(Demand part) -> normal(part, !isExcluded);
            case Demand.All(var parts) -> isExcluded ? any(parts, true) : all(parts, false);
            case Demand.Any(var parts) -> isExcluded ? all(parts, true) : any(parts, false);
        };
    }

    private static Demand all(List<Demand> parts, boolean isExcluded) {
        Set<Demand> flat = new LinkedHashSet<>();
        for (Demand part : parts) {
            Demand normal = normal(part, isExcluded);
            flat.addAll(normal instanceof Demand.All(var inner) ? inner : List.of(normal));
        }
        List<Demand> sorted = sorted(flat);
        return sorted.size() == 1 ? sorted.getFirst() : new Demand.All(sorted);
    }

    private static Demand any(List<Demand> parts, boolean isExcluded) {
        Set<Demand> flat = new LinkedHashSet<>();
        for (Demand part : parts) {
            Demand normal = normal(part, isExcluded);
            flat.addAll(normal instanceof Demand.Any(var inner) ? inner : List.of(normal));
        }
        List<Demand> sorted = sorted(flat);
        return sorted.size() == 1 ? sorted.getFirst() : new Demand.Any(sorted);
    }

    private static List<Demand> sorted(Set<Demand> parts) {
        List<Demand> sorted = new ArrayList<>(parts);
        sorted.sort(ORDER);
        return sorted;
    }

    private static int rank(Demand demand) {
        return switch (demand) {
            case Demand.Word _ -> 0;
            case Demand.Phrase _ -> 1;
            case Demand.Field _ -> 2;
            case Demand.Any _ -> 3;
            case Demand.All _ -> 4;
            case Demand.Not _ -> 5;
        };
    }

    /// An empty group says neither yes nor no.
    private static boolean isEmpty(Demand demand) {
        return switch (demand) {
            case Demand.Word _, Demand.Phrase _, Demand.Field _ -> false;
            case Demand.All(var parts) -> parts.isEmpty() || parts.stream().anyMatch(NormalDemand::isEmpty);
            case Demand.Any(var parts) -> parts.isEmpty() || parts.stream().anyMatch(NormalDemand::isEmpty);
            case Demand.Not(Demand part) -> isEmpty(part);
        };
    }

    private static boolean isNever(Demand demand) {
        return switch (demand) {
            case Demand.Word _, Demand.Phrase _, Demand.Field _, Demand.Not _ -> false;
            case Demand.All(var parts) ->
                parts.stream().anyMatch(part -> isNever(part) || parts.contains(new Demand.Not(part)));
            case Demand.Any(var parts) -> parts.stream().allMatch(NormalDemand::isNever);
        };
    }

    /// Whether each way to meet it has something that must occur.
    private static boolean isAnchored(Demand demand) {
        return switch (demand) {
            case Demand.Word _, Demand.Phrase _, Demand.Field _ -> true;
            case Demand.Not _ -> false;
            case Demand.All(var parts) -> parts.stream().anyMatch(NormalDemand::isAnchored);
            case Demand.Any(var parts) -> parts.stream().allMatch(NormalDemand::isAnchored);
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NormalDemand that && demand.equals(that.demand);
    }

    @Override
    public int hashCode() {
        return demand.hashCode();
    }

    @Override
    public String toString() {
        return demand.toString();
    }
}
