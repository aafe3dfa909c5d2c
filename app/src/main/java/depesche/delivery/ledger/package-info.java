/// The ledger of deliveries: who holds which slice, under which fence, and how each attempt ended. Outcomes of all
/// connections of a node are committed in groups; a carrier waits for its ticket before it sends another final dot.
/// Knows no channel and no mail: what an outcome means for the next attempt is decided in `delivery`.
@NullMarked
package depesche.delivery.ledger;

import org.jspecify.annotations.NullMarked;
