package depesche.alert;

/// What holds of an alert at this moment, for those who carry it.
///
/// @param revision the article's current one, or a digest's edition: what was written of an older one is not sent any
/// more
public record Current(Standing standing, int revision) {

    /// Of an alert that is not there any more.
    public static final Current GONE = new Current(Standing.STOPPED, 0);
}
