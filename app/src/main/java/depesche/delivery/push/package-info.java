/// Web Push: what a browser's push service is sent and what its answers mean (RFC 8030), encrypted for the browser
/// alone (RFC 8291) and signed as ours (RFC 8292). How deliveries are taken, held and recorded is `delivery`'s.
@NullMarked
package depesche.delivery.push;

import org.jspecify.annotations.NullMarked;
