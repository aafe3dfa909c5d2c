@NullMarked
package depesche.ingest;

import org.jspecify.annotations.NullMarked;
