@NullMarked
package depesche.epoch;

import org.jspecify.annotations.NullMarked;
