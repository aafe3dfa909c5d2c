@NullMarked
package depesche.config;

import org.jspecify.annotations.NullMarked;
