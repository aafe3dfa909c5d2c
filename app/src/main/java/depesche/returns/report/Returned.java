package depesche.returns.report;

import java.util.List;

/// What a returned mail is.
public sealed interface Returned {

    /// A message came to nothing, or is late.
    record Bounce(List<FailedRecipient> recipients) implements Returned {
        public Bounce {
            recipients = List.copyOf(recipients);
        }
    }

    /// A feedback report (RFC 5965).
    ///
    /// @param type `abuse`, `fraud`, `not-spam`, `auth-failure` …, in lower case
    /// @param recipients whom it names, if anybody: many providers leave the reader out
    record Complaint(String type, List<String> recipients) implements Returned {
        public Complaint {
            recipients = List.copyOf(recipients);
        }
    }

    /// An answer that nobody wrote: on holiday, received, read (RFC 3834, RFC 8098).
    record AutoReply() implements Returned {}

    /// Mail to the address of our own `List-Unsubscribe`, with its token.
    record Unsubscribe(String token) implements Returned {}

    /// None of these, among them reports that mail was delivered.
    record Other() implements Returned {}

    /// The word of the contract.
    default String word() {
        return switch (this) {
            case Bounce _ -> "bounce";
            case Complaint _ -> "complaint";
            case AutoReply _ -> "auto-reply";
            case Unsubscribe _ -> "unsubscribe";
            case Other _ -> "other";
        };
    }
}
