package depesche.feed.activity.remote;

/// What became of asking who somebody is.
sealed interface Fetched {

    record Found(RemoteActor actor) implements Fetched {}

    /// There is no such actor any more: their server says so (410).
    record Gone() implements Fetched {}

    /// There is none that could be believed.
    record Unknown(String why) implements Fetched {}

    /// Their server cannot be asked now.
    record NotNow(String why) implements Fetched {}
}
