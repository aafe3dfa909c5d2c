/// The server side of SMTP (RFC 5321) for returned mail alone: it takes what comes back to our own addresses, relays
/// nothing, and says yes only when the result is durable.
@NullMarked
package depesche.returns.smtp;

import org.jspecify.annotations.NullMarked;
