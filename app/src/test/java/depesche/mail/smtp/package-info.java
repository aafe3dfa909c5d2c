/// Tests of the package of the same name.
@NullMarked
package depesche.mail.smtp;

import org.jspecify.annotations.NullMarked;
