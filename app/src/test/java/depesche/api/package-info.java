@NullMarked
package depesche.api;

import org.jspecify.annotations.NullMarked;
