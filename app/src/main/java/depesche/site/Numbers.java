package depesche.site;

import java.util.Optional;

/// Numbers as our addresses have them: no sign, no leading zero, so that each thing has one address.
final class Numbers {

    private static final int LONGEST = 18;

    private Numbers() {}

    static Optional<Long> parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST || text.startsWith("0")) {
            return Optional.empty();
        }
        boolean isPlain = text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        return isPlain ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
