package depesche.net.dns;

/// A record TXT as the JDK writes it: its strings with a space between them, each in quotes where it has a space, a
/// quote or a backslash in it.
final class CharacterStrings {

    private final String written;
    private final StringBuilder joined = new StringBuilder();
    private int at;

    private CharacterStrings(String written) {
        this.written = written;
    }

    /// All strings one behind the other, with nothing between them (RFC 7208 §3.3, RFC 6376 §3.6.2.2).
    static String joined(String written) {
        var reading = new CharacterStrings(written);
        while (reading.at < written.length()) {
            reading.next();
        }
        return reading.joined.toString();
    }

    private void next() {
        boolean isQuoted = written.charAt(at) == '"';
        at += isQuoted ? 1 : 0;
        char end = isQuoted ? '"' : ' ';
        while (at < written.length() && written.charAt(at) != end) {
            if (isQuoted && written.charAt(at) == '\\') {
                at++;
            }
            joined.append(written.charAt(at++));
        }
        at++;
        if (isQuoted && at < written.length() && written.charAt(at) == ' ') {
            at++;
        }
    }
}
