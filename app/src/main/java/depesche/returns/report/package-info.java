/// Reading what comes back: bounces, complaints, answers of machines. Reads bytes and says what they are; acts on
/// nothing and knows no table.
@NullMarked
package depesche.returns.report;

import org.jspecify.annotations.NullMarked;
