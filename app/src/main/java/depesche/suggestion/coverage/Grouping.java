package depesche.suggestion.coverage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// Groups articles that are alike. The likest two come together first, and two groups become one while all their
/// members, one with another, are alike on average; so a chain of which each is like the next, and the first not like
/// the last, is none. The same articles give the same groups.
final class Grouping {

    /// Measured on real news, see `GroupingTest`.
    static final double ALIKE = 0.30;

    private static final int MOST_MEMBERS = 60;

    /// So many likest ones of each are looked at.
    private static final int MOST_NEIGHBOURS = 30;

    /// A term that so many have ties none of them to another.
    private static final int MOST_OF_TERM = 150;

    private final List<RecentArticle> articles;
    private final List<Portrait> portraits;
    private final Map<Long, Double> likeness = new HashMap<>();
    private final int[] group;
    private final List<List<Integer>> members = new ArrayList<>();

    private record Pair(int one, int other, double likeness) {}

    /// @param articles of one language
    private Grouping(List<RecentArticle> articles, List<Portrait> portraits) {
        this.articles = articles;
        this.portraits = portraits;
        this.group = new int[articles.size()];
        for (int at = 0; at < group.length; at++) {
            group[at] = at;
            members.add(new ArrayList<>(List.of(at)));
        }
    }

    /// Groups of two and more, each in the order of the articles.
    static List<List<RecentArticle>> of(List<RecentArticle> articles, IntFunction<Portrait> portraits) {
        List<Portrait> looks = new ArrayList<>();
        for (int at = 0; at < articles.size(); at++) {
            looks.add(portraits.apply(at));
        }
        var grouping = new Grouping(articles, looks);
        grouping.pairs().forEach(grouping::bringTogether);
        return grouping.members.stream()
                .filter(group -> group.size() > 1)
                .map(group -> group.stream().sorted().map(articles::get).toList())
                .toList();
    }

    /// The likest first.
    private List<Pair> pairs() {
        Map<Integer, List<Integer>> having = new HashMap<>();
        List<Pair> pairs = new ArrayList<>();
        for (int at = 0; at < group.length; at++) {
            pairs.addAll(before(at, having));
            for (int term : portraits.get(at).terms()) {
                having.computeIfAbsent(term, _ -> new ArrayList<>()).add(at);
            }
        }
        pairs.forEach(pair -> likeness.put(key(pair.one(), pair.other()), pair.likeness()));
        pairs.sort(Comparator.comparingDouble((Pair pair) -> -pair.likeness())
                .thenComparingInt(Pair::one)
                .thenComparingInt(Pair::other));
        return pairs;
    }

    /// Those before it that are like it.
    private List<Pair> before(int at, Map<Integer, List<Integer>> having) {
        Map<Integer, Double> found = new HashMap<>();
        for (int term : portraits.get(at).terms()) {
            List<Integer> others = having.getOrDefault(term, List.of());
            for (int other : others.subList(Math.max(0, others.size() - MOST_OF_TERM), others.size())) {
                found.computeIfAbsent(other, it -> likeness(at, it));
            }
        }
        return found.entrySet().stream()
                .filter(entry -> entry.getValue() >= ALIKE / 2)
                .map(entry -> new Pair(entry.getKey(), at, entry.getValue()))
                .sorted(Comparator.comparingDouble((Pair pair) -> -pair.likeness())
                        .thenComparingInt(Pair::one))
                .limit(MOST_NEIGHBOURS)
                .toList();
    }

    private double likeness(int one, int other) {
        return Likeness.of(articles.get(one), portraits.get(one), articles.get(other), portraits.get(other));
    }

    private void bringTogether(Pair pair) {
        List<Integer> ones = members.get(group[pair.one()]);
        List<Integer> others = members.get(group[pair.other()]);
        if (pair.likeness() < ALIKE || ones == others || ones.size() + others.size() > MOST_MEMBERS) {
            return;
        }
        double sum = 0;
        for (int one : ones) {
            for (int other : others) {
                sum += likeness.getOrDefault(key(Math.min(one, other), Math.max(one, other)), 0.0);
            }
        }
        if (sum / (ones.size() * others.size()) >= ALIKE) {
            int into = group[pair.one()];
            ones.addAll(others);
            others.forEach(other -> group[other] = into);
            others.clear();
        }
    }

    private static long key(int one, int other) {
        return (long) one << 32 | other;
    }
}
