package depesche.desk;

import java.util.List;

/// Outgoing mail that no server has taken, newest first.
///
/// @param server the mail server that takes our mail; empty: mail comes here
/// @param next the address of the older ones; may be empty
public record MailboxPage(List<Line> lines, String server, String next) {

    public record Line(String href, String subject, String recipient, String date) {}

    public MailboxPage {
        lines = List.copyOf(lines);
    }
}
