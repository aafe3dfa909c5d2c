package depesche.mail;

import depesche.text.EmailAddress;

/// One mail to one person: a confirmation, a link to sign in.
///
/// @param id what makes its Message-ID, the same on every attempt: letters, digits, `-`, `_`, `.`
/// @param kind told in `X-Depesche-Kind`: `confirm`, `sign-in`
public record OutgoingMail(String id, String kind, EmailAddress recipient, String subject, String text, String html) {}
