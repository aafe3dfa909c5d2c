/// Pictures: taken in with the caption and credit they carry, kept once, shown in several widths without
/// anything private. Not which article shows which picture (`article`).
@NullMarked
package depesche.picture;

import org.jspecify.annotations.NullMarked;
