package depesche.mail.message;

/// Characters that no encoding on the way of a mail changes.
final class Ascii {

    private Ascii() {}

    static boolean isLetterOrDigit(int c) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter || (c >= '0' && c <= '9');
    }
}
