/// Finding published articles by their words: one Lucene index in the data folder of each node, followed from the
/// database. Not how words of a language are taken apart (that is `language`), and not what a search looks like.
@NullMarked
package depesche.search;

import org.jspecify.annotations.NullMarked;
