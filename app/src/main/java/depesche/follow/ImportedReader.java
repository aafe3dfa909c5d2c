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
        Map<Subject, Cadence> subjects,
        Map<SearchText, Cadence> searches,
        Instant consentAt,
        String consentSource,
        Optional<Suppression> suppression) {

    ImportedReader {
        subjects = Map.copyOf(subjects);
        searches = Map.copyOf(searches);
    }
}
