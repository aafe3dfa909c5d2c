@NullMarked
package depesche.digest;

import org.jspecify.annotations.NullMarked;
