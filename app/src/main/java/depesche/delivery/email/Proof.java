package depesche.delivery.email;

import depesche.mail.message.Hole;
import depesche.mail.message.MailDraft;
import depesche.mail.message.MailHeader;
import java.util.ArrayList;
import java.util.List;

/// A mail as it would come to some reader, for those who look at it before it is sent. Where each reader has something
/// of their own a word in capitals stands for it.
///
/// @param headers those that we set, in their order
public record Proof(String subject, List<Header> headers, String text, String html) {

    private static final String ALERT = "X-Depesche-Alert";

    public record Header(String name, String value) {}

    public Proof {
        headers = List.copyOf(headers);
    }

    static Proof of(MailDraft draft) {
        List<Header> headers = new ArrayList<>();
        headers.add(header(draft.from()));
        headers.add(new Header("To", word(Hole.RECIPIENT)));
        draft.headers().forEach(header -> headers.add(header(header)));
        return new Proof(draft.subject(), headers, filled(draft.text()), filled(draft.html()));
    }

    private static Header header(MailHeader header) {
        return switch (header) {
            case MailHeader.Words(String name, String text) -> new Header(name, text);
            case MailHeader.Named(String name, String phrase, String address) ->
                new Header(name, phrase + " <" + address + ">");
            case MailHeader.Plain(String name, String value) ->
                new Header(name, name.equals(ALERT) ? "ALERT" : filled(value));
        };
    }

    private static String filled(String text) {
        String filled = text;
        for (Hole hole : Hole.values()) {
            filled = filled.replace(hole.marker(), word(hole));
        }
        return filled;
    }

    private static String word(Hole hole) {
        return switch (hole) {
            case RECIPIENT -> "READER";
            case MESSAGE_ID, REFERENCE -> "MESSAGE";
            case UNSUBSCRIBE, ME -> "TOKEN";
        };
    }
}
