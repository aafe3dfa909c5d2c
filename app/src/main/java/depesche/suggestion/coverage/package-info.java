/// Which published articles belong together: groups of recent ones that share rare words, names and topics and are near
/// in time, proposed as stories or for a story that is there. It only ever proposes; what becomes of a proposal, an
/// editor decides.
@NullMarked
package depesche.suggestion.coverage;

import org.jspecify.annotations.NullMarked;
