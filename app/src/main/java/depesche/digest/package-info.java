/// Digests: many articles in one mail, at the hour of the reader's own day. Closes each reader's windows, one after the
/// other without gap or overlap, takes what was put to them, and knows what a digest tells to whom. Who is put to a
/// digest is decided by `alert`; carrying it is the matter of `delivery`.
@NullMarked
package depesche.digest;

import org.jspecify.annotations.NullMarked;
