/// What readers ask about their own data: a copy, erasure, another address. Each is done by a link mailed afresh.
@NullMarked
package depesche.follow.petition;

import org.jspecify.annotations.NullMarked;
