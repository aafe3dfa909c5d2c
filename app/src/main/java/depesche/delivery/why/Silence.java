package depesche.delivery.why;

import java.util.Locale;

/// Why an alert did not go to a reader.
public enum Silence {
    /// The article is not public.
    NOT_PUBLISHED,
    /// It was published without telling anybody.
    PUBLISHED_QUIETLY,
    /// Who is told is not decided yet.
    NOT_PLANNED_YET,
    /// The alert was stopped before it was decided who is told.
    STOPPED,
    SUPPRESSED,
    ERASED,
    /// Never followed a topic of the article, or one above it.
    NEVER_FOLLOWED,
    /// Followed only afterwards.
    FOLLOWED_LATER,
    /// Had left before.
    UNFOLLOWED,
    /// Wanted breaking news only, and this was none.
    BREAKING_ONLY,
    PAUSED,
    /// An earlier alert of the article told them already.
    TOLD_BEFORE,
    /// Was not told the version that is corrected or withdrawn.
    NOT_TOLD_WRONG,
    /// Wants no updates.
    NO_UPDATES,
    /// Followed nothing at all any more.
    FOLLOWED_NOTHING,
    /// The tables do not say it any more.
    NOT_KNOWN;

    /// As it is written outside: `followed-later`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
