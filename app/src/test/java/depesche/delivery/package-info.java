/// Tests of carrying alerts, against a real database and a real SMTP listener.
@NullMarked
package depesche.delivery;

import org.jspecify.annotations.NullMarked;
