/// The rules of STYLE.md that a machine can read, as tests: each names its number and says why in a line.
/// A place that breaks one for a good reason says so next to the code, `// STYLE 4.4: …`, and is let pass.
/// What needs taste is not here; it stands in the review list of STYLE.md.
@NullMarked
package depesche.rules;

import org.jspecify.annotations.NullMarked;
