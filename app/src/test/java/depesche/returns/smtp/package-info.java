/// The receiver of returned mail, spoken to by a client of the test's own.
@NullMarked
package depesche.returns.smtp;

import org.jspecify.annotations.NullMarked;
