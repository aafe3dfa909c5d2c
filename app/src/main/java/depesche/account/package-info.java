/// People and the keys of the house: readers, staff, roles, sign-in, sessions, and links that prove themselves.
/// Knows who someone is and where mail reaches them; not what they follow and not what they wrote.
@NullMarked
package depesche.account;

import org.jspecify.annotations.NullMarked;
