/// Whom bylines name: a person, an agency, a desk. Not which articles they wrote (`article`) and not who follows them
/// (`follow`).
@NullMarked
package depesche.author;

import org.jspecify.annotations.NullMarked;
