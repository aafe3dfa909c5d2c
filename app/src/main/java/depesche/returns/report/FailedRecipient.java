package depesche.returns.report;

import depesche.mail.refusal.Reason;

/// One address that a bounce names, and what it says of it.
///
/// @param address where it failed, as the report writes it
/// @param original as we wrote to it, where the report tells (RFC 3464 §2.3.1); else the same
/// @param status enhanced status (RFC 3463); empty where none can be told
/// @param late whether this is only a warning: it is still tried
/// @param hard whether mailbox or domain does not exist, has moved or takes no mail
/// @param words what the server said, in one line
public record FailedRecipient(
        String address, String original, String status, boolean late, boolean hard, Reason reason, String words) {}
