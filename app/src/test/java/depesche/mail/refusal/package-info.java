/// What refusals mean.
@NullMarked
package depesche.mail.refusal;

import org.jspecify.annotations.NullMarked;
