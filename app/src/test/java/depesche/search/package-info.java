@NullMarked
package depesche.search;

import org.jspecify.annotations.NullMarked;
