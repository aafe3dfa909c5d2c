@NullMarked
package depesche.delivery.push;

import org.jspecify.annotations.NullMarked;
