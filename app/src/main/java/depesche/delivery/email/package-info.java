/// The mail that tells of an article: its words in the reader's language, its headers, its envelope. How it leaves
/// and what became of it is the matter of `delivery`.
@NullMarked
package depesche.delivery.email;

import org.jspecify.annotations.NullMarked;
