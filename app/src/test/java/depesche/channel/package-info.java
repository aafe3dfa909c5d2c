/// Tests of the ways to a reader beside mail.
@NullMarked
package depesche.channel;

import org.jspecify.annotations.NullMarked;
