/// What comes back, and what comes of it.
@NullMarked
package depesche.returns;

import org.jspecify.annotations.NullMarked;
