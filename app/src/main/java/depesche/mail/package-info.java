/// Mail as mail servers see it: envelope, hand-over, the line on which messages go out, one-off mails, and the
/// mailbox in the data folder that takes everything while no server is set. How bytes of a message are made
/// stands in `mail.message`, how they are handed to a server in `mail.smtp`. Knows nothing of the paper.
@NullMarked
package depesche.mail;

import org.jspecify.annotations.NullMarked;
