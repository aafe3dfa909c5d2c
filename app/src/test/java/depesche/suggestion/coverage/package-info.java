@NullMarked
package depesche.suggestion.coverage;

import org.jspecify.annotations.NullMarked;
