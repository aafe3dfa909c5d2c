/// Articles for partners, in the form of IPTC's ninjs in three of its versions. Says what is public, what is withheld
/// until an embargo ends, and of what was killed that it was, and nothing more. Knows no HTTP.
@NullMarked
package depesche.feed.ninjs;

import org.jspecify.annotations.NullMarked;
