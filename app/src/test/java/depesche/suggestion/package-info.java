@NullMarked
package depesche.suggestion;

import org.jspecify.annotations.NullMarked;
