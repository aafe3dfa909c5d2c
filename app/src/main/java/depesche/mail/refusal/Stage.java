package depesche.mail.refusal;

import java.util.Locale;
import java.util.regex.Pattern;

/// At which step of the talk between servers a message was refused, as far as a report tells. Who is refused at
/// `RCPT` is refused for the address; who is refused later may be refused for the text.
public enum Stage {
    CONNECTION(
            "refused to talk to me|initial connection|my name was rejected|reply to (?:HELO|EHLO)|after (?:HELO|EHLO)"),
    SENDER("reply to MAIL|after MAIL FROM|pipelined MAIL|our MAIL FROM|sender was rejected|\\[MAIL_FROM]"),
    RECIPIENT("reply to RCPT|after RCPT|pipelined RCPT|our RCPT TO|RCPT TO response|(?:not|doesn't) like recipient"
            + "|following RCPT|(?:send:|sent (?:<<<|>>>)|SMTP:) ?RCPT|rejected recipient|\\[RCPT_TO]"
            + "|rejected your message to the following|need (?:RCPT|recipient)|RCPT first|no valid recipients"),
    TEXT("reply to (?:end of )?DATA|after end of data|after DATA|final DATA|our DATA|failed after I sent|\\[BODY]"
            + "|following DATA"),
    UNTOLD("(?!)");

    private static final Pattern LAST_COMMAND = Pattern.compile(
            ">>> *(MAIL|RCPT|DATA|HELO|EHLO|STARTTLS|\\.)[^\\n]*\\n(?:(?!>>>)[^\\n]*\\n)*? *<<< *[45]",
            Pattern.CASE_INSENSITIVE);

    private final Pattern signs;

    Stage(String signs) {
        this.signs = Pattern.compile(signs, Pattern.CASE_INSENSITIVE);
    }

    public static Stage in(String text) {
        String line = text.replaceAll("\\s+", " ");
        for (Stage stage : values()) {
            if (stage.signs.matcher(line).find()) {
                return stage;
            }
        }
        var command = LAST_COMMAND.matcher(text);
        return command.find() ? after(command.group(1).toUpperCase(Locale.ROOT)) : UNTOLD;
    }

    private static Stage after(String command) {
        return switch (command) {
            case "MAIL" -> SENDER;
            case "RCPT" -> RECIPIENT;
            case "DATA", "." -> TEXT;
            default -> CONNECTION;
        };
    }
}
