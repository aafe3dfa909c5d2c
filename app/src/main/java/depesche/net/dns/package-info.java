/// What the DNS says of a name, asked within time limits. Used to look at what others see of us; whoever connects
/// somewhere takes [depesche.net.Resolver].
@NullMarked
package depesche.net.dns;

import org.jspecify.annotations.NullMarked;
