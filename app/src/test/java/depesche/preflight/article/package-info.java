/// Tests of the package of the same name.
@NullMarked
package depesche.preflight.article;

import org.jspecify.annotations.NullMarked;
