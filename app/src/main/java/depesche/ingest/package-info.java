/// What we read: wires and files of others, made into articles. Each document is an item, taken in once, however often
/// it comes. Not how articles are published or told of.
@NullMarked
package depesche.ingest;

import org.jspecify.annotations.NullMarked;
