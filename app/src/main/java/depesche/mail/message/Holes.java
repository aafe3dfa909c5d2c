package depesche.mail.message;

/// One reader's values. Values of holes that a template does not have may be empty.
///
/// @param messageId the same on every attempt of the same delivery
public record Holes(String recipient, String messageId, String reference, String unsubscribe, String me) {

    public Holes {
        AddressForm.check(recipient);
        checkId(messageId);
        if (!reference.isEmpty()) {
            checkId(reference);
        }
        checkToken(unsubscribe);
        checkToken(me);
    }

    /// For a message to one reader whose links stand in the draft itself.
    public static Holes of(String recipient, String messageId) {
        return new Holes(recipient, messageId, "", "", "");
    }

    String value(Hole hole) {
        return switch (hole) {
            case RECIPIENT -> recipient;
            case MESSAGE_ID -> messageId;
            case REFERENCE -> reference;
            case UNSUBSCRIBE -> unsubscribe;
            case ME -> me;
        };
    }

    private static void checkId(String id) {
        int at = id.indexOf('@');
        if (at < 1 || at != id.lastIndexOf('@') || at == id.length() - 1 || id.length() > Hole.MESSAGE_ID.longest()) {
            throw new IllegalArgumentException("not a message id: " + id);
        }
        for (int i = 0; i < id.length(); i++) {
            if (i != at && !isPlain(id.charAt(i))) {
                throw new IllegalArgumentException("not a message id: " + id);
            }
        }
    }

    private static void checkToken(String token) {
        if (token.length() > Hole.ME.longest() || token.startsWith(".")) {
            throw new IllegalArgumentException("not a token for a mail: " + token);
        }
        for (int i = 0; i < token.length(); i++) {
            if (!isPlain(token.charAt(i))) {
                throw new IllegalArgumentException("not a token for a mail: " + token);
            }
        }
    }

    /// Letters, digits and what neither quoted-printable nor HTML nor a header changes.
    private static boolean isPlain(char c) {
        return Ascii.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0;
    }
}
