package depesche.mail.smtp;

/// The connection cannot be used any more. Never leaves this package: callers get a value.
final class WireBroken extends RuntimeException {

    private static final long serialVersionUID = 1;

    WireBroken(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
