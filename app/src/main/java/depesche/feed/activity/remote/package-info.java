/// Actors of other servers: what is asked there of who they are, and whether a request is theirs. Goes to public
/// addresses only, reads little and not for long.
@NullMarked
package depesche.feed.activity.remote;

import org.jspecify.annotations.NullMarked;
