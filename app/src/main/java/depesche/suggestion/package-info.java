/// Which topics an article may have: by names and aliases found in its text, and by a linear model learned from the
/// newsroom's own archive. It only ever proposes; what an article gets, editors choose (`article`).
@NullMarked
package depesche.suggestion;

import org.jspecify.annotations.NullMarked;
