/// How an alert becomes a mail.
@NullMarked
package depesche.delivery.email;

import org.jspecify.annotations.NullMarked;
