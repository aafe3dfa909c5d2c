@NullMarked
package depesche.delivery.webhook;

import org.jspecify.annotations.NullMarked;
