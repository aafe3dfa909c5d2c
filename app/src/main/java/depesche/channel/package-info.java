/// Ways to a reader beside the address: browsers that take Web Push, webhooks, and the choice against mail. Knows
/// whose each is and with which keys; not what is sent there (`delivery`), nor what its reader follows (`follow`).
@NullMarked
package depesche.channel;

import org.jspecify.annotations.NullMarked;
