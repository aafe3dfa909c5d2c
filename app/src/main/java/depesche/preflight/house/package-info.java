/// The house's preflight: database, disk, mail server, what the DNS says of the sender, clock, base address. Each check
/// looks at real things within time limits, changes nothing, and gives a finding for each of them.
@NullMarked
package depesche.preflight.house;

import org.jspecify.annotations.NullMarked;
