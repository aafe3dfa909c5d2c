/// Saved searches: what a reader seeks written down once, and which of a million such searches an article meets,
/// found in memory by the rarest term of each. Knows nothing of who follows a search (`follow`) nor of who is told
/// (`alert`), and needs no index of articles.
@NullMarked
package depesche.search.saved;

import org.jspecify.annotations.NullMarked;
