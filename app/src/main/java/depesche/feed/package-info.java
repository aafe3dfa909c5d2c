/// What others read: Atom, RSS and JSON Feed for the paper and each topic, the sitemap and the news sitemap. Ids are
/// permanent and depend on the article alone, so a changed headline is never a new entry. Knows no pages for people,
/// and tells nobody: that is the hub's.
@NullMarked
package depesche.feed;

import org.jspecify.annotations.NullMarked;
