@NullMarked
package depesche.article;

import org.jspecify.annotations.NullMarked;
