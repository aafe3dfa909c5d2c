package depesche.follow;

import depesche.text.EmailAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// Asked for, and nothing more until the reader confirms it.
///
/// @param wording what the reader agrees to by confirming, word for word
record FollowRequest(
        EmailAddress email,
        Locale language,
        List<Subject> subjects,
        Cadence cadence,
        String wording,
        Instant askedAt,
        Instant expiresAt) {

    FollowRequest {
        subjects = List.copyOf(subjects);
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
