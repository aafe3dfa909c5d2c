package depesche.mail.refusal;

/// Why a mail came back, in the six groups in which a newsroom thinks.
public enum Reason {
    /// The mailbox: it does not exist, has moved, or is closed.
    MAILBOX("mailbox"),
    /// The domain: it does not exist, or takes no mail at all.
    DOMAIN("domain"),
    /// The mailbox has no room.
    FULL("full"),
    /// Who sends, from where, how much, or with which proof.
    SENDER_OR_POLICY("sender-or-policy"),
    /// What was sent: its form, its size, its words.
    CONTENT("content"),
    /// Nobody's fault that lasts, or none that was told.
    TEMPORARY("temporary");

    private final String word;

    Reason(String word) {
        this.word = word;
    }

    /// The word in the database and in JSON.
    public String word() {
        return word;
    }

    /// Whether it blames the newsroom: who sends, or what is sent. Such a refusal is never held against a reader.
    public boolean isOurs() {
        return switch (this) {
            case SENDER_OR_POLICY, CONTENT -> true;
            case MAILBOX, DOMAIN, FULL, TEMPORARY -> false;
        };
    }
}
