package depesche.alert;

/// Whether an alert may be carried now.
public enum Standing {
    GOING,
    /// Nothing is sent until it is released.
    HELD,
    /// For good: what waits is withdrawn. Also when the article is public no more.
    STOPPED
}
