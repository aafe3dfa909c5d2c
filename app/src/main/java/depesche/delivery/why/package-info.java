/// Why a reader was told of an article, or was not: facts from the ledger, the follows and the alerts, and sentences
/// made of them. Decides nothing.
@NullMarked
package depesche.delivery.why;

import org.jspecify.annotations.NullMarked;
