@NullMarked
package depesche.masthead;

import org.jspecify.annotations.NullMarked;
