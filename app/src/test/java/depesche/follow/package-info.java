@NullMarked
package depesche.follow;

import org.jspecify.annotations.NullMarked;
