/// The desk over real HTTP and in a real browser.
@NullMarked
package depesche.desk;

import org.jspecify.annotations.NullMarked;
