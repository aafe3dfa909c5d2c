package depesche.search.saved;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.ToIntFunction;

/// A demand as numbers, so that a million of them stay small: a term is its number; a group is its kind, the length of
/// what follows, and its parts.
final class Program {

    static final int ALL = -1;
    static final int ANY = -2;
    static final int NOT = -3;
    static final int PHRASE = -4;

    private Program() {}

    static int[] of(Demand demand, ToIntFunction<String> numbers) {
        List<Integer> code = new ArrayList<>();
        write(demand, numbers, code);
        return code.stream().mapToInt(Integer::intValue).toArray();
    }

    /// A field's value as a term that no word can be.
    static String term(Demand.Field field) {
        return "\u0000" + field.name() + "\u0000" + field.value();
    }

    private static void write(Demand demand, ToIntFunction<String> numbers, List<Integer> code) {
        switch (demand) {
            case Demand.Word(String term) -> code.add(numbers.applyAsInt(term));
            case Demand.Field field -> code.add(numbers.applyAsInt(term(field)));
            case Demand.Phrase(var terms) -> {
                code.add(PHRASE);
                code.add(terms.size());
                terms.forEach(term -> code.add(numbers.applyAsInt(term)));
            }
            case Demand.All(var parts) -> group(ALL, parts, numbers, code);
            case Demand.Any(var parts) -> group(ANY, parts, numbers, code);
            case Demand.Not(Demand part) -> group(NOT, List.of(part), numbers, code);
        }
    }

    private static void group(int kind, List<Demand> parts, ToIntFunction<String> numbers, List<Integer> code) {
        code.add(kind);
        int length = code.size();
        code.add(0);
        parts.forEach(part -> write(part, numbers, code));
        code.set(length, code.size() - length - 1);
    }

    static boolean holds(int[] code, Seen article) {
        return holds(code, 0, article);
    }

    private static boolean holds(int[] code, int at, Seen article) {
        if (code[at] >= 0) {
            return article.has(code[at]);
        }
        int from = at + 2;
        int until = end(code, at);
        return switch (code[at]) {
            case ALL -> isEach(true, code, from, until, article);
            case ANY -> !isEach(false, code, from, until, article);
            case NOT -> !holds(code, from, article);
            case PHRASE -> article.hasInOrder(code, from, until);
            default -> throw new IllegalStateException("no kind of group: " + code[at]);
        };
    }

    private static boolean isEach(boolean expected, int[] code, int from, int until, Seen article) {
        for (int at = from; at < until; at = end(code, at)) {
            if (holds(code, at, article) != expected) {
                return false;
            }
        }
        return true;
    }

    /// Where the part that begins here ends.
    static int end(int[] code, int at) {
        return code[at] >= 0 ? at + 1 : at + 2 + code[at + 1];
    }

    /// Each term of the program, as often as it stands there.
    static void eachTerm(int[] code, IntConsumer term) {
        for (int at = 0; at < code.length; at++) {
            if (code[at] >= 0) {
                term.accept(code[at]);
            } else {
                at++;
            }
        }
    }
}
