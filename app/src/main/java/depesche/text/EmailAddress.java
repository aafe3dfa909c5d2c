package depesche.text;

import com.ibm.icu.text.IDNA;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// An e-mail address in the one form in which it is kept, compared and used: the domain in lower case and
/// ASCII (IDNA), the local part as written, without quotes it does not need. Has at most 254 octets, no
/// line break, no name, no comment: fit for an envelope.
public record EmailAddress(String value) {

    private static final Pattern AROUND = Pattern.compile("^[ \\t]+|[ \\t]+$");

    public EmailAddress {
        if (!EmailSyntax.isPlain(value) && !isKeptForm(value)) {
            throw new IllegalArgumentException("not an e-mail address in its kept form: " + value);
        }
    }

    /// Takes what a person or a partner wrote; spaces around it are forgiven.
    public static Parsed parse(String text) {
        if (EmailSyntax.isPlain(text)) {
            return new Valid(new EmailAddress(text));
        }
        return switch (EmailSyntax.read(AROUND.matcher(text).replaceAll(""))) {
            case EmailSyntax.Address address -> new Valid(new EmailAddress(address.text()));
            case EmailSyntax.Wrong wrong -> new Invalid(wrong.fault());
        };
    }

    private static boolean isKeptForm(String value) {
        return EmailSyntax.read(value) instanceof EmailSyntax.Address(var text) && text.equals(value);
    }

    public String localPart() {
        return value.substring(0, value.lastIndexOf('@'));
    }

    /// In ASCII, `xn--…` where it is an international name.
    public String domain() {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    /// As people read it: `ida@käse.example`.
    public String readable() {
        var name = new StringBuilder();
        IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_UNICODE).nameToUnicode(domain(), name, new IDNA.Info());
        return localPart() + "@" + name;
    }

    /// Whether only a mail server with SMTPUTF8 (RFC 6531) takes it.
    public boolean needsSmtpUtf8() {
        return value.length() != value.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String toString() {
        return value;
    }

    /// How reading an address ends.
    public sealed interface Parsed {}

    public record Valid(EmailAddress address) implements Parsed {}

    public record Invalid(Fault fault) implements Parsed {}

    /// What is wrong with a text that should be an address. The words are for machines and logs; people
    /// get theirs from `messages/`.
    public enum Fault {
        EMPTY("is empty"),
        NO_AT_SIGN("has no @"),
        NO_LOCAL_PART("has nothing before the @"),
        NO_DOMAIN("has nothing after the @"),
        FORBIDDEN_CHARACTER("has a character that an address cannot have"),
        MISPLACED_DOT("has a dot at the start or end of a part, or two in a row"),
        UNCLOSED_QUOTE("has a quote that is not closed before the @"),
        LOCAL_PART_TOO_LONG("has more than 64 octets before the @"),
        TOO_LONG("has more than 254 octets"),
        NOT_A_DOMAIN("has no domain name after the @"),
        NOT_ON_THE_INTERNET("has a domain that mail cannot reach from the internet");

        private final String words;

        Fault(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
