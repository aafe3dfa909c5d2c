package depesche.mail.message;

import java.util.Locale;

/// The relaxed canonical form of DKIM for headers (RFC 6376 §3.4.2). Bodies need none here: [QuotedPrintable] writes
/// them so that they already have it (§3.4.4).
final class Relaxed {

    private Relaxed() {}

    /// A header with its folds, as it is sent, in canonical form, CRLF included.
    static String header(String header) {
        int colon = header.indexOf(':');
        var name = header.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        var value = header.substring(colon + 1)
                .replace("\r\n", "")
                .replaceAll("[ \t]+", " ")
                .replaceAll("^ | $", "");
        return name + ":" + value + "\r\n";
    }
}
