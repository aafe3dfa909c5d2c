package depesche.mail;

/// The mail server wants a mail later: whoever sends it by a job has the job tried again.
public final class NotSentYet extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotSentYet(OutgoingMail mail, String why) {
        super(mail.id() + " was not taken yet: " + why);
    }
}
