package depesche.mail.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/// Encoded words of RFC 2047 in UTF-8: each at most 75 characters, none splits a character; Q where most is
/// ASCII, B elsewhere. The alphabet of Q is the narrow one that is also allowed in a phrase.
final class EncodedWords {

    private static final int LINE = 76;
    private static final int WORD = 75;
    private static final String Q = "=?UTF-8?Q?";
    private static final String B = "=?UTF-8?B?";
    private static final String HEX = "0123456789ABCDEF";
    private static final int LONG_WORD = 60;
    private static final Pattern ENCODED = Pattern.compile("=\\?([A-Za-z0-9_-]+)\\?([QqBb])\\?([^?\\s]*)\\?=");
    private static final Pattern BETWEEN = Pattern.compile("\\?=[ \t]+=\\?");

    private EncodedWords() {}

    /// Whether the words would not come back as they are: anything but ASCII, spaces that folding could eat, what
    /// looks encoded, or a word too long to fold.
    static boolean areNeeded(String text) {
        return !AddressForm.isAscii(text)
                || text.contains("=?")
                || text.contains("  ")
                || !text.strip().equals(text)
                || text.isEmpty()
                || text.matches(".*\\S{" + LONG_WORD + ",}.*");
    }

    /// Words joined by folds; the first line has room for what is left behind `column`.
    static String of(String text, int column) {
        boolean quoted = quoted(text).length() <= text.getBytes(StandardCharsets.UTF_8).length * 2;
        var out = new StringBuilder();
        var word = new StringBuilder();
        int room = Math.min(WORD, LINE - column);
        for (int i = 0; i < text.length(); ) {
            int next = i + Character.charCount(text.codePointAt(i));
            var more = word + text.substring(i, next);
            if (!word.isEmpty() && encoded(more, quoted).length() > room) {
                out.append(encoded(word.toString(), quoted)).append("\r\n ");
                word.setLength(0);
                room = WORD;
            }
            word.append(text, i, next);
            i = next;
        }
        return out.append(encoded(word.toString(), quoted)).toString();
    }

    /// Undoes encoded words, also those that split a character between them.
    static String decoded(String value) {
        var joined = BETWEEN.matcher(value).replaceAll("?==?");
        var out = new StringBuilder();
        var bytes = new ByteArrayOutputStream();
        var matcher = ENCODED.matcher(joined);
        int end = 0;
        while (matcher.find()) {
            out.append(joined, end, matcher.start());
            bytes.writeBytes(bytes(matcher.group(2), matcher.group(3)));
            boolean goesOn = joined.startsWith("=?" + matcher.group(1) + "?", matcher.end());
            if (!goesOn) {
                out.append(bytes.toString(MimePart.charset(matcher.group(1))));
                bytes.reset();
            }
            end = matcher.end();
        }
        out.append(bytes.toString(StandardCharsets.UTF_8));
        return out.append(joined.substring(end)).toString();
    }

    private static byte[] bytes(String encoding, String word) {
        return encoding.equalsIgnoreCase("B")
                ? TransferDecoding.base64(word)
                : TransferDecoding.quotedPrintable(word.replace("_", "=20"));
    }

    private static String encoded(String word, boolean quoted) {
        return quoted
                ? Q + quoted(word) + "?="
                : B + Base64.getEncoder().encodeToString(word.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    private static String quoted(String text) {
        var out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b == ' ') {
                out.append('_');
            } else if (Ascii.isLetterOrDigit(b) || "!*+-/".indexOf(b) >= 0) {
                out.append((char) b);
            } else {
                out.append('=').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
            }
        }
        return out.toString();
    }
}
