package depesche.feed.errand;

import java.util.List;
import java.util.function.Function;

/// Errands of one kind, which take no more than their own slots.
///
/// @param slots how many of them a node has under way at once
/// @param claiming claims what is due
public record Lane(int slots, Function<Claim, List<Errand>> claiming) {}
