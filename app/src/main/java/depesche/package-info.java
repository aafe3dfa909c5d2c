/// The program itself: its start, its commands' way in, and the putting together of a newsroom by constructors. Knows
/// everybody; nobody knows it.
@NullMarked
package depesche;

import org.jspecify.annotations.NullMarked;
