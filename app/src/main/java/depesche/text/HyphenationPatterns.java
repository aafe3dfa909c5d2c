package depesche.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/// Frank Liang's hyphenation: a tree of letter patterns with numbers between the letters; where the
/// highest number of all patterns that match a word is odd, the word may be broken.
final class HyphenationPatterns {

    private static final int LEAST_BEFORE = 3;
    private static final int LEAST_AFTER = 3;
    private static final int DIRECT = 0x180;
    private static final byte[] NONE = {};

    /// A node is an index into these; 0 is the root and, as a link, nothing.
    private char[] letters = new char[1 << 12];
    private int[] firstChildren = new int[1 << 12];
    private int[] nextSiblings = new int[1 << 12];
    private byte[][] numbers = new byte[1 << 12][];
    private final int[] fromRoot = new int[DIRECT];
    private int size = 1;

    private HyphenationPatterns() {}

    static HyphenationPatterns read(String resource) {
        var patterns = new HyphenationPatterns();
        try (var stream = Objects.requireNonNull(HyphenationPatterns.class.getResourceAsStream(resource), resource);
                var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            lines.lines().forEach(patterns::add);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return patterns;
    }

    /// Appends a word with soft hyphens where it may be broken.
    void appendHyphenated(String word, StringBuilder to) {
        var dotted = ("." + word + ".").toCharArray();
        for (int i = 0; i < dotted.length; i++) {
            dotted[i] = Character.toLowerCase(dotted[i]);
        }
        var highest = highestNumbers(dotted);
        for (int i = 0; i < word.length(); i++) {
            boolean mayBreak = i >= LEAST_BEFORE && word.length() - i >= LEAST_AFTER && highest[i + 1] % 2 == 1;
            if (mayBreak) {
                to.append('\u00AD');
            }
            to.append(word.charAt(i));
        }
    }

    /// For each letter the highest number that stands before it.
    private byte[] highestNumbers(char[] dotted) {
        var highest = new byte[dotted.length + 1];
        for (int start = 0; start < dotted.length; start++) {
            int node = 0;
            for (int i = start; i < dotted.length; i++) {
                node = child(node, dotted[i]);
                if (node == 0) {
                    break;
                }
                var between = numbers[node];
                for (int n = 0; n < between.length; n++) {
                    highest[start + n] = (byte) Math.max(highest[start + n], between[n]);
                }
            }
        }
        return highest;
    }

    private int child(int node, char letter) {
        if (node == 0) {
            return letter < DIRECT ? fromRoot[letter] : 0;
        }
        int child = firstChildren[node];
        while (child != 0 && letters[child] != letter) {
            child = nextSiblings[child];
        }
        return child;
    }

    /// A pattern such as `.ab3a`.
    private void add(String pattern) {
        var between = new byte[pattern.length() + 1];
        int node = 0;
        int letterCount = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c >= '0' && c <= '9') {
                between[letterCount] = (byte) (c - '0');
            } else {
                letterCount++;
                node = childOrNew(node, c);
            }
        }
        numbers[node] = Arrays.copyOf(between, letterCount + 1);
    }

    private int childOrNew(int node, char letter) {
        int child = child(node, letter);
        if (child != 0) {
            return child;
        }
        if (size == letters.length) {
            grow();
        }
        letters[size] = letter;
        numbers[size] = NONE;
        if (node == 0) {
            fromRoot[letter] = size;
        } else {
            nextSiblings[size] = firstChildren[node];
            firstChildren[node] = size;
        }
        return size++;
    }

    private void grow() {
        letters = Arrays.copyOf(letters, size * 2);
        firstChildren = Arrays.copyOf(firstChildren, size * 2);
        nextSiblings = Arrays.copyOf(nextSiblings, size * 2);
        numbers = Arrays.copyOf(numbers, size * 2);
    }
}
