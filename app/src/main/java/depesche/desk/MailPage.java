package depesche.desk;

/// One mail as it left.
///
/// @param headers as they stand in the message
/// @param html for a frame that may do nothing; may be empty
public record MailPage(
        String subject, String recipient, String from, String date, String headers, String text, String html) {}
