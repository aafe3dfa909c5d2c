package depesche.follow;

import depesche.account.Suppression;
import depesche.search.saved.SearchText;
import depesche.text.EmailAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One line of an import, read and right.
///
/// @param subjects topics, stories and authors
/// @param language where the line says it
/// @param timeZone where the line says it
/// @param suppression where the line says that nobody writes to this address
record ImportedReader(
        long line,
        EmailAddress email,
        Optional<Locale> language,
        Optional<ZoneId> timeZone,
        Map<Subject, Pace> subjects,
        Map<SearchText, Pace> searches,
        Agreed consent,
        Optional<Suppression> suppression) {

    /// How soon a follow speaks, and since when it is one where that is not the time of the consent.
    record Pace(Cadence cadence, Optional<Instant> since) {}

    /// The consent of a line.
    ///
    /// @param wording empty where the line does not have it
    /// @param language of the wording, where the line says it
    record Agreed(Instant at, String source, String wording, Optional<Locale> language) {}

    ImportedReader {
        subjects = Map.copyOf(subjects);
        searches = Map.copyOf(searches);
    }
}
