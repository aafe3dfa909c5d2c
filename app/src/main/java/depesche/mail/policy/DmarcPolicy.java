package depesche.mail.policy;

import java.util.Locale;
import java.util.Optional;

/// A DMARC record (RFC 7489 §6.3).
///
/// @param at the domain where it stands
/// @param asked what is to be done with mail that fails, as it is written; empty: the record does not say
/// @param psd whether the domain says of itself that others register names below it
record DmarcPolicy(
        String at, Optional<String> asked, Optional<String> forSubdomains, Alignment dkim, Alignment spf, Psd psd) {

    /// How near the domain of a signature or an envelope must be to that of the sender.
    enum Alignment {
        RELAXED,
        STRICT
    }

    enum Psd {
        YES,
        NO,
        UNSAID
    }

    static boolean isOne(String text) {
        return text.strip().replaceAll("\\s", "").regionMatches(true, 0, "v=DMARC1", 0, 8);
    }

    static DmarcPolicy of(String at, Tags tags) {
        return new DmarcPolicy(
                at,
                tags.value("p").map(word -> word.toLowerCase(Locale.ROOT)),
                tags.value("sp").map(word -> word.toLowerCase(Locale.ROOT)),
                alignment(tags, "adkim"),
                alignment(tags, "aspf"),
                psd(tags));
    }

    private static Alignment alignment(Tags tags, String tag) {
        return tags.value(tag).filter(it -> it.equalsIgnoreCase("s")).isPresent()
                ? Alignment.STRICT
                : Alignment.RELAXED;
    }

    private static Psd psd(Tags tags) {
        return switch (tags.value("psd").orElse("u")) {
            case "y" -> Psd.YES;
            case "n" -> Psd.NO;
            default -> Psd.UNSAID;
        };
    }
}
