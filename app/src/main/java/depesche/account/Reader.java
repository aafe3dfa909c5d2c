package depesche.account;

import depesche.text.EmailAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// Someone we may write to. An erased reader is none any more: only the number is left.
///
/// @param suppression why we do not write to the address, if so
public record Reader(
        ReaderId id,
        EmailAddress email,
        Locale language,
        ZoneId timeZone,
        Instant createdAt,
        Optional<Suppression> suppression) {

    /// The same reader with another language and time zone.
    public Reader with(Locale otherLanguage, ZoneId otherZone) {
        return new Reader(id, email, otherLanguage, otherZone, createdAt, suppression);
    }
}
