/// The bytes of a message: headers, quoted-printable parts, DKIM, and templates that are rendered once and
/// filled for each reader. Knows no server and no address book.
@NullMarked
package depesche.mail.message;

import org.jspecify.annotations.NullMarked;
