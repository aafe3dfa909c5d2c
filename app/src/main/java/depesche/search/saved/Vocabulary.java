package depesche.search.saved;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// The terms of all saved searches as small numbers, each with how many searches use it. What no search uses any more
/// is forgotten, and its number given anew. A table of hashes answers for a term that no search has without touching
/// a single text. Not safe for several threads; [SavedSearchIndex] is.
final class Vocabulary {

    static final int UNKNOWN = -1;
    private static final int FREE = 0;

    /// By chance, so that nobody can choose words that fall into one place of the table.
    private final long multiplier = RandomGenerator.getDefault().nextLong() | 1;

    /// In the upper half the hash, in the lower the number plus one.
    private long[] table = new long[1 << 10];

    private String[] terms = new String[1 << 9];
    private int[] uses = new int[1 << 9];

    /// Numbers that were given back, the last `free` of them to be given anew.
    private int[] unused = new int[16];
    private int free;
    private int next;

    /// The number of a term that one more search uses.
    int use(String term) {
        int number = numberOf(term);
        if (number == UNKNOWN) {
            number = free > 0 ? unused[--free] : next++;
            if (number == terms.length) {
                terms = Arrays.copyOf(terms, number * 3 / 2);
                uses = Arrays.copyOf(uses, number * 3 / 2);
            }
            terms[number] = term;
            if ((size() + 1) * 2 > table.length) {
                grow();
            }
            put(entry(hash(term), number));
        }
        uses[number]++;
        return number;
    }

    /// One search less uses the term.
    void release(int number) {
        if (--uses[number] == 0) {
            remove(terms[number]);
            terms[number] = "";
            if (free == unused.length) {
                unused = Arrays.copyOf(unused, free * 2);
            }
            unused[free++] = number;
        }
    }

    int numberOf(String term) {
        int hash = hash(term);
        int mask = table.length - 1;
        for (int at = hash & mask; table[at] != FREE; at = at + 1 & mask) {
            if ((int) (table[at] >>> 32) == hash && terms[numberIn(table[at])].equals(term)) {
                return numberIn(table[at]);
            }
        }
        return UNKNOWN;
    }

    int uses(int number) {
        return uses[number];
    }

    /// All numbers are below this.
    int end() {
        return next;
    }

    int size() {
        return next - free;
    }

    private void put(long entry) {
        int mask = table.length - 1;
        int at = (int) (entry >>> 32) & mask;
        while (table[at] != FREE) {
            at = at + 1 & mask;
        }
        table[at] = entry;
    }

    private void grow() {
        long[] before = table;
        table = new long[before.length * 2];
        for (long entry : before) {
            if (entry != FREE) {
                put(entry);
            }
        }
    }

    /// Takes an entry out and puts anew what stands behind it without a gap, so that nothing is looked for in vain.
    private void remove(String term) {
        int mask = table.length - 1;
        int at = hash(term) & mask;
        while (!terms[numberIn(table[at])].equals(term)) {
            at = at + 1 & mask;
        }
        table[at] = FREE;
        for (int behind = at + 1 & mask; table[behind] != FREE; behind = behind + 1 & mask) {
            long entry = table[behind];
            table[behind] = FREE;
            put(entry);
        }
    }

    private int hash(String term) {
        long hash = 0;
        for (int i = 0; i < term.length(); i++) {
            hash = (hash + term.charAt(i)) * multiplier;
        }
        hash ^= hash >>> 29;
        return (int) (hash * multiplier >>> 32);
    }

    private static long entry(int hash, int number) {
        return (long) hash << 32 | number + 1;
    }

    private static int numberIn(long entry) {
        return (int) entry - 1;
    }
}
