package depesche.follow;

import depesche.search.saved.SearchText;
import depesche.text.EmailAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// Asked for, and nothing more until the reader confirms it.
///
/// @param subjects topics, stories and authors
/// @param searches kept when it is confirmed
/// @param wording what the reader agrees to by confirming, word for word
record FollowRequest(
        EmailAddress email,
        Locale language,
        List<Subject> subjects,
        List<SearchText> searches,
        Cadence cadence,
        String wording,
        Instant askedAt,
        Instant expiresAt) {

    FollowRequest {
        subjects = List.copyOf(subjects);
        searches = List.copyOf(searches);
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
