@NullMarked
package depesche.db;

import org.jspecify.annotations.NullMarked;
