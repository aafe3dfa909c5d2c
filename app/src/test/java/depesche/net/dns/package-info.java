/// Tests of the package of the same name.
@NullMarked
package depesche.net.dns;

import org.jspecify.annotations.NullMarked;
