/// Tests of the package of the same name.
@NullMarked
package depesche.mail.policy;

import org.jspecify.annotations.NullMarked;
