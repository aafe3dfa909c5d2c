package depesche.search.saved;

import java.util.Arrays;

/// The terms of one article that any saved search uses, by number, with their places.
final class Seen {

    private static final int FREE = -1;

    /// Numbers of terms by hash, and beside each which of the article's terms it is.
    private final int[] numbers;
    private final int[] which;
    private final int[] distinct;
    private int size;

    /// The places of the article's terms, those of one term together: from `starts[which]`, in order.
    private final int[] places;
    private final int[] starts;

    Seen(ArticleTerms article, Vocabulary vocabulary) {
        var terms = article.terms();
        int most = terms.size() + article.fields().size();
        int capacity = Integer.highestOneBit(Math.max(8, most)) * 4;
        numbers = new int[capacity];
        which = new int[capacity];
        distinct = new int[most];
        Arrays.fill(numbers, FREE);
        int[] of = new int[terms.size()];
        int[] counts = new int[most + 1];
        for (int i = 0; i < of.length; i++) {
            int number = vocabulary.numberOf(terms.get(i).text());
            of[i] = number == Vocabulary.UNKNOWN ? FREE : add(number);
            if (of[i] != FREE) {
                counts[of[i] + 1]++;
            }
        }
        for (Demand.Field field : article.fields()) {
            int number = vocabulary.numberOf(Program.term(field));
            if (number != Vocabulary.UNKNOWN) {
                add(number);
            }
        }
        starts = counts;
        places = sorted(article, of);
    }

    private int add(int number) {
        int at = slot(number);
        if (numbers[at] == FREE) {
            numbers[at] = number;
            which[at] = size;
            distinct[size++] = number;
        }
        return which[at];
    }

    private int[] sorted(ArticleTerms article, int[] of) {
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        int[] filled = starts.clone();
        int[] sorted = new int[starts[starts.length - 1]];
        for (int i = 0; i < of.length; i++) {
            if (of[i] != FREE) {
                sorted[filled[of[i]]++] = article.terms().get(i).place();
            }
        }
        return sorted;
    }

    int size() {
        return size;
    }

    /// The number of one of the terms, counted from 0.
    int number(int index) {
        return distinct[index];
    }

    boolean has(int number) {
        return numbers[slot(number)] == number;
    }

    /// Whether the terms stand one right after the other, the numbers from `from` to before `until`.
    boolean hasInOrder(int[] code, int from, int until) {
        for (int at = from; at < until; at++) {
            if (!has(code[at])) {
                return false;
            }
        }
        int first = which[slot(code[from])];
        for (int i = starts[first]; i < starts[first + 1]; i++) {
            int offset = 1;
            while (from + offset < until && isAt(code[from + offset], places[i] + offset)) {
                offset++;
            }
            if (from + offset == until) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(int number, int place) {
        int term = which[slot(number)];
        return Arrays.binarySearch(places, starts[term], starts[term + 1], place) >= 0;
    }

    private int slot(int number) {
        int mask = numbers.length - 1;
        int at = number * 0x9E3779B1 >>> 7 & mask;
        while (numbers[at] != number && numbers[at] != FREE) {
            at = at + 1 & mask;
        }
        return at;
    }
}
