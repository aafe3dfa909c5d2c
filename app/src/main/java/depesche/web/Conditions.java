package depesche.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// The conditions of a request: whether the asker already has what a page shows (RFC 9110 §13.1.2, §13.1.3).
final class Conditions {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Conditions() {}

    /// True if one of the listed entity tags is this one in any of its codings. Comparison is weak.
    static boolean names(String ifNoneMatch, String tag) {
        int found = ifNoneMatch.indexOf(tag);
        while (found >= 0) {
            int end = found + tag.length();
            boolean opens = found > 0 && ifNoneMatch.charAt(found - 1) == '"';
            if (opens && (ifNoneMatch.startsWith("\"", end) || isCoded(ifNoneMatch, end))) {
                return true;
            }
            found = ifNoneMatch.indexOf(tag, end);
        }
        return ifNoneMatch.strip().equals("*");
    }

    /// A tag of a compressed form has a letter more: `"…-b"`, `"…-g"`.
    private static boolean isCoded(String header, int at) {
        return header.startsWith("-b\"", at) || header.startsWith("-g\"", at);
    }

    static boolean isUnchangedSince(String ifModifiedSince, Instant modified) {
        return parsed(ifModifiedSince).map(since -> !modified.isAfter(since)).orElse(false);
    }

    private static Optional<Instant> parsed(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date.strip(), DATE).toInstant());
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    static String date(Instant instant) {
        return DATE.format(instant);
    }
}
