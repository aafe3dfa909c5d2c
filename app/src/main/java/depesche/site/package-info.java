/// The public paper: front page, article, topic, imprint, privacy, and the pages on which readers follow, confirm
/// and stop. Each page is a view record, ready to print, and a template of the same name. Reads by its own joins what
/// a page shows, and changes nothing but through the use cases of `follow`.
@NullMarked
package depesche.site;

import org.jspecify.annotations.NullMarked;
