package depesche.alert;

import java.util.Optional;

/// The number of an alert.
public record AlertId(long value) {

    /// As it is written outside; empty for what is no number.
    public static Optional<AlertId> parse(String text) {
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return Optional.of(new AlertId(Long.parseLong(text)));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
