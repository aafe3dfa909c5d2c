package depesche.returns.smtp;

/// Who takes a mail in. When it returns the mail is dealt with for good; what it throws makes the sender keep it.
@FunctionalInterface
public interface Incoming {

    void take(byte[] mail, String recipient);
}
