/// What chiefs do to keep topics in order: renaming, merging and splitting them, with everything that hangs on them,
/// and
/// undoing it. Not what a topic is (that is `topic`), nor who follows it (`follow`).
@NullMarked
package depesche.taxonomy;

import org.jspecify.annotations.NullMarked;
