/// Articles and their life: saved in revisions that never change, published, and what state each is in. Not who is
/// told of them (`alert`) and not how they look (`site`).
@NullMarked
package depesche.article;

import org.jspecify.annotations.NullMarked;
