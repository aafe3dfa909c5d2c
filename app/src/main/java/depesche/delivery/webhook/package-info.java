/// Webhooks by the specification *Standard Webhooks*: what is posted to a reader's or a partner's address, how it is
/// signed, and what an answer means. How deliveries are taken, held and recorded is `delivery`'s.
@NullMarked
package depesche.delivery.webhook;

import org.jspecify.annotations.NullMarked;
