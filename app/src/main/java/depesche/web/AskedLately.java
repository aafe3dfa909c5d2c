package depesche.web;

/// Which addresses were asked for lately, roughly: the last few thousand, by their hash, without a lock. A wrong answer
/// only moves a page into memory too early or too late.
final class AskedLately {

    private static final int PLACES = 1 << 13;

    private final int[] hashes = new int[PLACES];

    /// Whether it was asked for lately; notes that it is now.
    boolean again(String address) {
        int hash = address.hashCode() * 0x9E3779B9;
        int place = hash >>> 19;
        boolean known = hashes[place] == hash;
        hashes[place] = hash;
        return known;
    }
}
