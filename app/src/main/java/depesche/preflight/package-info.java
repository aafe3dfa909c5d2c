/// Names what could go wrong before anything leaves: in the house (`preflight.house`), and in an article that is about
/// to be published. Changes nothing.
@NullMarked
package depesche.preflight;

import org.jspecify.annotations.NullMarked;
