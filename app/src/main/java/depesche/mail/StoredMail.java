package depesche.mail;

import depesche.mail.message.MimePart;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A mail in the mailbox, ready to be shown. In a list the parts are empty.
///
/// @param html as it was sent: to be shown only in a frame that may do nothing
/// @param source the whole message, headers and all
public record StoredMail(
        String id,
        String recipient,
        String from,
        String subject,
        String date,
        String text,
        String html,
        String source) {

    static StoredMail head(String id, byte[] start) {
        return of(id, MimePart.headersOf(start), "", "", "");
    }

    static StoredMail whole(String id, byte[] bytes) {
        var message = MimePart.read(bytes);
        return of(
                id,
                message,
                message.text("text/plain").orElse(""),
                message.text("text/html").orElse(""),
                new String(bytes, StandardCharsets.UTF_8));
    }

    /// A head, and behind it the message with one dot less where a line began with one.
    static byte[] unstuffed(byte[] head, byte[] message) {
        var out = Arrays.copyOf(head, head.length + message.length);
        int length = head.length;
        for (int i = 0; i < message.length; i++) {
            boolean stuffed = message[i] == '.' && (i == 0 || message[i - 1] == '\n');
            if (!stuffed) {
                out[length++] = message[i];
            }
        }
        return Arrays.copyOf(out, length);
    }

    private static StoredMail of(String id, MimePart message, String text, String html, String source) {
        return new StoredMail(
                id,
                message.header("Delivered-To").orElse(""),
                message.header("From").orElse(""),
                message.header("Subject").orElse(""),
                message.header("Date").orElse(""),
                text,
                html,
                source);
    }
}
