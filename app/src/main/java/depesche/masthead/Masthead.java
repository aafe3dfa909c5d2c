package depesche.masthead;

import depesche.config.Settings;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/// What stands at the head of the paper, as it was set at one time.
///
/// @param version counted from 1, which is what the operator's settings say
/// @param setBy who set it
// STYLE 4.4: it mirrors a row.
public record Masthead(
        int version, String name, Locale language, ZoneId timeZone, HouseTexts texts, Instant setAt, String setBy)
        implements Settings.Site {

    /// Who set what nobody set.
    static final String SETTINGS = "settings";

    /// Before anybody set one at the desk.
    public static Masthead first(Settings.Site site) {
        return new Masthead(1, site.name(), site.language(), site.timeZone(), HouseTexts.NONE, Instant.EPOCH, SETTINGS);
    }

    /// Whether anybody set it, rather than the operator's settings.
    public boolean isSetAtTheDesk() {
        return version > 1;
    }

    /// As it would be typed.
    public Draft draft() {
        return new Draft(name, language.toLanguageTag(), timeZone.getId(), texts);
    }
}
