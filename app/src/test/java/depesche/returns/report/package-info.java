/// Returned mails of every kind, read.
@NullMarked
package depesche.returns.report;

import org.jspecify.annotations.NullMarked;
