/// Tests of the package of the same name.
@NullMarked
package depesche.mail;

import org.jspecify.annotations.NullMarked;
