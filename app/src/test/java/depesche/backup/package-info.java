@NullMarked
package depesche.backup;

import org.jspecify.annotations.NullMarked;
