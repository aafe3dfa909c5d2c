/// What stands at the head of the paper and round its pages: its name, language and clock, and what it says of itself.
/// Set at the desk, and the same on every node. Not what is written in it (`article`), nor how a page is made (`site`).
@NullMarked
package depesche.masthead;

import org.jspecify.annotations.NullMarked;
