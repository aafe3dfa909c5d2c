/// What leaves us by HTTP, except to the mail server: posts to addresses that strangers chose. Refuses private
/// addresses at the moment of connecting, follows no redirect, bounds time and size. Any program could use it.
@NullMarked
package depesche.net;

import org.jspecify.annotations.NullMarked;
