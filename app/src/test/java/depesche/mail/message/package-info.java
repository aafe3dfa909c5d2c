/// Tests of the package of the same name.
@NullMarked
package depesche.mail.message;

import org.jspecify.annotations.NullMarked;
