package depesche.mail;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a mail server answered: three digits and its words, several lines joined by a space, control
/// characters replaced, cut to a length that can be kept.
public record SmtpReply(int code, String text) {

    private static final Pattern STATUS = Pattern.compile("([245]\\.\\d{1,3}\\.\\d{1,3})(?:\\s.*|$)");

    public SmtpReply {
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException("not a reply code: " + code);
        }
    }

    public boolean isPositive() {
        return code < 300;
    }

    /// The enhanced status code (RFC 2034) at the head of the text: `5.1.1`.
    public Optional<String> status() {
        var matcher = STATUS.matcher(text);
        return matcher.matches() && text.charAt(0) - '0' == code / 100
                ? Optional.of(matcher.group(1))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return text.isEmpty() ? Integer.toString(code) : code + " " + text;
    }
}
