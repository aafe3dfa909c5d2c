@NullMarked
package depesche.job;

import org.jspecify.annotations.NullMarked;
