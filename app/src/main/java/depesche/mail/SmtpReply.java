package depesche.mail;

/// What a mail server answered: three digits and its words, several lines joined by a space, control
/// characters replaced, cut to a length that can be kept.
public record SmtpReply(int code, String text) {

    public SmtpReply {
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException("not a reply code: " + code);
        }
    }

    public boolean isPositive() {
        return code < 300;
    }

    @Override
    public String toString() {
        return text.isEmpty() ? Integer.toString(code) : code + " " + text;
    }
}
