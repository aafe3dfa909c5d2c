package depesche.suggestion;

/// What a text is described by: its words, its pairs of words, and pieces of three to five letters of its words, which
/// see through endings and compounds. A feature is known by a hash of 30 bits behind two bits for its kind, so that no
/// table of words is kept.
final class Feature {

    /// How many kinds there are.
    static final int KINDS = 3;

    private static final int WORD = 0;
    private static final int PAIR = 1;
    private static final int PIECE = 2;

    private static final int SHORTEST_PIECE = 3;
    private static final int LONGEST_PIECE = 5;

    private Feature() {}

    /// Every piece of the word with an edge at either end.
    interface Pieces {
        void piece(int key);
    }

    static int word(String lower) {
        return key(WORD, hash(lower));
    }

    static int pair(String first, String second) {
        return key(PAIR, hash(first) * 31 + Integer.rotateLeft(hash(second), 11));
    }

    static void pieces(String lower, Pieces visitor) {
        int length = lower.length() + 2;
        for (int from = 0; from + SHORTEST_PIECE <= length; from++) {
            int hash = 17;
            int until = Math.min(length, from + LONGEST_PIECE);
            for (int at = from; at < until; at++) {
                hash = hash * 0x01000193 ^ sign(lower, at);
                if (at - from + 1 >= SHORTEST_PIECE) {
                    visitor.piece(key(PIECE, hash + at - from));
                }
            }
        }
    }

    /// From 0 below [#KINDS].
    static int kind(int key) {
        return (key >>> 30) - 1;
    }

    private static char sign(String lower, int at) {
        return at == 0 || at == lower.length() + 1 ? ' ' : lower.charAt(at - 1);
    }

    private static int hash(String word) {
        int hash = 0x811C9DC5;
        for (int at = 0; at < word.length(); at++) {
            hash = (hash ^ word.charAt(at)) * 0x01000193;
        }
        return hash;
    }

    /// Mixed well, as the last bits of a hash by multiplication are poor.
    private static int key(int kind, int hash) {
        int mixed = hash;
        mixed = (mixed ^ mixed >>> 16) * 0x85EBCA6B;
        mixed = (mixed ^ mixed >>> 13) * 0xC2B2AE35;
        mixed ^= mixed >>> 16;
        return (kind + 1) << 30 | mixed >>> 2;
    }
}
