package depesche.mail;

import depesche.mail.message.AddressForm;

/// What mail servers act on: `MAIL FROM` and `RCPT TO`.
///
/// @param sender address for bounces; empty for the null sender
/// @param size upper bound of the message in bytes, told to servers that ask; 0 when not known
public record Envelope(String sender, String recipient, int size) {

    public Envelope {
        if (!sender.isEmpty()) {
            AddressForm.check(sender);
        }
        AddressForm.check(recipient);
        if (size < 0) {
            throw new IllegalArgumentException("size of a message below zero: " + size);
        }
    }

    /// Whether a server must speak SMTPUTF8 (RFC 6531) to take it.
    public boolean needsUtf8() {
        return !AddressForm.isAscii(sender) || !AddressForm.isAscii(recipient);
    }
}
