/// Carrying alerts to readers: claiming slices, sending over as many connections as the mail server may have,
/// deciding what an answer means, and telling how far an alert is. At most one message for each connection is ever
/// in doubt: a final dot is sent only after the outcome of the connection's message before is durable (decision
/// 0010). Whom an alert names is the matter of `alert`; what the mail says, of `delivery.email`.
@NullMarked
package depesche.delivery;

import org.jspecify.annotations.NullMarked;
