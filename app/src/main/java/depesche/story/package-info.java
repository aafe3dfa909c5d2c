/// A story: articles that belong together, under a name of its own. Not which articles these are (`article`) and not
/// who follows it (`follow`).
@NullMarked
package depesche.story;

import org.jspecify.annotations.NullMarked;
