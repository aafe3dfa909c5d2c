/// Everything in one file and out of it again, and how a newsroom goes on afterwards. Tables are taken from the
/// database's own catalog, so that none is forgotten. Not for moving articles or readers to another system.
@NullMarked
package depesche.backup;

import org.jspecify.annotations.NullMarked;
