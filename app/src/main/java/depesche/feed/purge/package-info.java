/// Tells a content network (CDN) in front of the site which addresses changed, so that it forgets what it keeps of
/// them. What a change comes to is read when it is told; a network that does not answer is told later, and holds up
/// nobody.
@NullMarked
package depesche.feed.purge;

import org.jspecify.annotations.NullMarked;
