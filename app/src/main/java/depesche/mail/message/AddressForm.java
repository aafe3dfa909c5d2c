package depesche.mail.message;

/// The last gate before an address is put on the wire: nothing that passes can end a command, a header or an
/// address early. Whether an address is a good one was decided long before.
public final class AddressForm {

    private static final int MAX_LENGTH = 254;
    private static final String SPECIALS = " <>()[]:;,\\\"";

    private AddressForm() {}

    /// Throws when the address could be read as more than an address.
    public static void check(String address) {
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1 || address.length() > MAX_LENGTH || hasControls(address)) {
            throw new IllegalArgumentException("not an address: " + address);
        }
        boolean sound = address.charAt(0) == '"' ? isQuoted(address, at) : hasNoSpecials(address, 0, at);
        if (!sound || !isDomain(address, at + 1)) {
            throw new IllegalArgumentException("not an address: " + address);
        }
    }

    public static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean control = c < 0x20 || (c >= 0x7f && c < 0xa0);
            if (control || isLoneSurrogate(text, i) || Hole.isMarker(c)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLoneSurrogate(String text, int i) {
        return Character.isSurrogate(text.charAt(i)) && !isPaired(text, i);
    }

    private static boolean isPaired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    private static boolean hasNoSpecials(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (SPECIALS.indexOf(text.charAt(i)) >= 0 || text.charAt(i) == '@') {
                return false;
            }
        }
        return true;
    }

    private static boolean isQuoted(String text, int at) {
        for (int i = 1; i < at - 1; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return false;
            }
        }
        return at > 2 && text.charAt(at - 1) == '"' && !endsInEscape(text, at - 1);
    }

    /// Whether the quote at the end is itself escaped, and so closes nothing.
    private static boolean endsInEscape(String text, int quote) {
        int backslashes = 0;
        while (text.charAt(quote - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static boolean isDomain(String text, int from) {
        int last = text.length() - 1;
        if (text.charAt(from) != '[') {
            return hasNoSpecials(text, from, text.length());
        }
        for (int i = from + 1; i < last; i++) {
            char c = text.charAt(i);
            if (c != ':' && c != '.' && !Character.isLetterOrDigit(c)) {
                return false;
            }
        }
        return text.charAt(last) == ']';
    }
}
