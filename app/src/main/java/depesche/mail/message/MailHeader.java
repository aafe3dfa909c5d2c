package depesche.mail.message;

/// A header of a draft. Each kind is encoded and folded by its own rules, and none can start another header:
/// words have their control characters replaced, anything else is refused.
public sealed interface MailHeader {

    String name();

    /// Words for people: `Subject`. Any text; holes are not possible.
    record Words(String name, String text) implements MailHeader {
        public Words {
            HeaderLine.checkName(name);
        }
    }

    /// Words for people and an address or identifier in angle brackets: `From`, `List-Id`.
    record Named(String name, String phrase, String address) implements MailHeader {
        public Named {
            HeaderLine.checkName(name);
            HeaderLine.checkPlain(name, address);
            if (address.chars().anyMatch(c -> c == '<' || c == '>' || c == ' ')) {
                throw new IllegalArgumentException(name + " has no address: " + address);
            }
        }
    }

    /// For programs: printable ASCII and holes, folded at spaces.
    record Plain(String name, String value) implements MailHeader {
        public Plain {
            HeaderLine.checkName(name);
            HeaderLine.checkPlain(name, value);
        }
    }
}
