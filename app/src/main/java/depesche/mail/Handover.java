package depesche.mail;

/// What became of one message on one line. `Accepted` means that the next server took it; it does not mean
/// that the reader has it.
public sealed interface Handover {

    record Accepted(SmtpReply reply) implements Handover {}

    /// A reply 4yz: later perhaps.
    record Deferred(Step step, SmtpReply reply) implements Handover {}

    /// A reply 5yz: not like this.
    record Refused(Step step, SmtpReply reply) implements Handover {}

    /// The server does not offer what this message needs; it was not asked.
    record Unsuitable(String why) implements Handover {}

    /// The connection is gone. Before the dot the message was certainly not taken; after it nobody knows.
    record Lost(Moment moment, String why) implements Handover {}

    /// Which part of the talk a reply belongs to.
    enum Step {
        MAIL,
        RCPT,
        DATA,
        DOT
    }

    /// When a connection was lost.
    enum Moment {
        BEFORE_DOT,
        AFTER_DOT
    }
}
