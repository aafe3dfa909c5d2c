package depesche.delivery.email;

import depesche.mail.Envelope;
import depesche.mail.message.Holes;
import depesche.mail.message.MailTemplate;

/// A mail to one reader: its envelope, and what a connection's press makes the bytes of.
public record Letter(Envelope envelope, MailTemplate template, Holes holes) {}
