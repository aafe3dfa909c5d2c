package depesche.account;

import java.util.Optional;

/// The number of a reader: dense, given once, never reused, because sets of readers are bitmaps.
public record ReaderId(int value) {

    public ReaderId {
        if (value <= 0) {
            throw new IllegalArgumentException("not a reader's number: " + value);
        }
    }

    /// As it is written outside; empty for what is no number.
    public static Optional<ReaderId> parse(String text) {
        return text.matches("[1-9][0-9]{0,8}") ? Optional.of(new ReaderId(Integer.parseInt(text))) : Optional.empty();
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
