/// An article's preflight: what its readers would stumble over, and what keeps its alert from reaching them, said
/// before it is published. Refuses nothing: what is really needed to publish is the matter of `article`.
@NullMarked
package depesche.preflight.article;

import org.jspecify.annotations.NullMarked;
