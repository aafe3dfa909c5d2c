/// Our own SMTP client: blocking code for virtual threads, pipelining, one write a message. What a server
/// does wrong comes back as a value; nothing here decides whether and when to try again.
@NullMarked
package depesche.mail.smtp;

import org.jspecify.annotations.NullMarked;
