package depesche.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Where a list goes on: a number behind a letter for the kind of list, not to be read by others.
final class Cursor {

    private Cursor() {}

    static String encoded(String kind, long id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((kind + id).getBytes(StandardCharsets.UTF_8));
    }

    /// Two numbers, for a list that is in the order of both.
    record Pair(long first, long second) {}

    static String encoded(String kind, long first, long second) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((kind + first + "." + second).getBytes(StandardCharsets.UTF_8));
    }

    /// Empty if it is none of ours.
    static Optional<Pair> pair(String kind, String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (!text.matches(kind + "[0-9]{1,18}\\.[0-9]{1,18}")) {
                return Optional.empty();
            }
            String[] parts = text.substring(kind.length()).split("\\.");
            return Optional.of(new Pair(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Empty if it is none of ours.
    static Optional<Long> decoded(String kind, String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            return text.matches(kind + "[0-9]{1,18}")
                    ? Optional.of(Long.parseLong(text.substring(kind.length())))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
