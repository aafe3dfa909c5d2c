@NullMarked
package depesche.account;

import org.jspecify.annotations.NullMarked;
