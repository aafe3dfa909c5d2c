/// What comes back: bounces, complaints and mails that unsubscribe, by a mail server's pipe or over SMTP. Not for
/// refusals in the talk with a server, which `delivery` hears itself.
@NullMarked
package depesche.returns;

import org.jspecify.annotations.NullMarked;
