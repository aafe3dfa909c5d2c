/// Tests of the package of the same name.
@NullMarked
package depesche.preflight.house;

import org.jspecify.annotations.NullMarked;
