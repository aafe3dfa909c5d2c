package depesche.account;

import java.time.Instant;
import java.util.Locale;

/// Proof that a reader wanted mail (Art. 7(1) DSGVO).
///
/// @param source the way it was given: `double-opt-in`, or what another system says
/// @param wording the exact words that were agreed to; empty where another system did not hand them over
/// @param language of those words
public record Consent(Instant at, String source, String wording, Locale language) {}
