/// What a mail server's no means: is the address dead, and who or what is blamed. One place for refusals in the talk
/// with a server and for those that come back later in a report. Reads words and codes, and acts on nothing.
@NullMarked
package depesche.mail.refusal;

import org.jspecify.annotations.NullMarked;
