package depesche.text;

import com.ibm.icu.text.IDNA;
import depesche.text.EmailAddress.Fault;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The grammar of RFC 5321 §4.1.2 with RFC 6531, less what no reader's address has: literals
/// (`@[192.0.2.1]`) and domains of one label.
final class EmailSyntax {

    sealed interface Outcome {}

    record Address(String text) implements Outcome {}

    record Wrong(Fault fault) implements Outcome {}

    private static final int MAX_LOCAL_PART = 64;
    private static final int MAX_ADDRESS = 254;
    private static final int MAX_LABEL = 63;
    private static final int MAX_TEXT = 1000;
    private static final String ATOM_MARKS = "!#$%&'*+-/=?^_`{|}~";
    private static final Pattern ASCII_LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final IDNA TO_ASCII = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE
            | IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ);
    /// Registered names such as `r3---sn` exist; the DNS does not mind.
    private static final Set<IDNA.Error> FORGIVEN = EnumSet.of(IDNA.Error.HYPHEN_3_4);

    private EmailSyntax() {}

    /// Whether it is an address in its kept form, of the kind that all but a few have. Imports read millions,
    /// and this is twenty times faster than the whole grammar.
    static boolean isPlain(String text) {
        int at = text.indexOf('@');
        return at > 0
                && at <= MAX_LOCAL_PART
                && text.length() <= MAX_ADDRESS
                && isPlainLocal(text, at)
                && isPlainDomain(text, at + 1);
    }

    private static boolean isPlainLocal(String text, int at) {
        for (int i = 0; i < at; i++) {
            char c = text.charAt(i);
            boolean misplacedDot = c == '.' && (i == 0 || i == at - 1 || text.charAt(i - 1) == '.');
            if (misplacedDot
                    || (c != '.' && !isLowerOrDigit(c) && !(c >= 'A' && c <= 'Z') && ATOM_MARKS.indexOf(c) < 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlainDomain(String text, int start) {
        int label = start;
        boolean letters = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (!isPlainLabel(text, label, i)) {
                    return false;
                }
                label = i + 1;
                letters = false;
            } else if (isLowerOrDigit(c) || c == '-') {
                letters |= c >= 'a';
            } else {
                return false;
            }
        }
        return label > start && letters && isPlainLabel(text, label, text.length());
    }

    private static boolean isPlainLabel(String text, int start, int end) {
        int length = end - start;
        return length >= 1
                && length <= MAX_LABEL
                && text.charAt(start) != '-'
                && text.charAt(end - 1) != '-'
                && !text.startsWith("xn--", start);
    }

    private static boolean isLowerOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    static Outcome read(String text) {
        if (text.isEmpty()) {
            return new Wrong(Fault.EMPTY);
        }
        if (text.length() > MAX_TEXT) {
            return new Wrong(Fault.TOO_LONG);
        }
        return text.charAt(0) == '"' ? readQuoted(text) : readAtoms(text);
    }

    private static Outcome readAtoms(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            return new Wrong(text.contains("..") ? Fault.MISPLACED_DOT : Fault.NO_AT_SIGN);
        }
        if (at == 0) {
            return new Wrong(Fault.NO_LOCAL_PART);
        }
        var local = text.substring(0, at);
        if (!local.codePoints().allMatch(point -> point == '.' || isAtomText(point))) {
            return new Wrong(Fault.FORBIDDEN_CHARACTER);
        }
        if (!isDotted(local)) {
            return new Wrong(Fault.MISPLACED_DOT);
        }
        return withDomain(local, text.substring(at + 1));
    }

    private static Outcome readQuoted(String text) {
        var content = new StringBuilder();
        int i = 1;
        while (i < text.length() && text.charAt(i) != '"') {
            if (text.charAt(i) == '\\') {
                i++;
            }
            if (i < text.length()) {
                content.append(text.charAt(i));
            }
            i++;
        }
        if (i >= text.length()) {
            return new Wrong(Fault.UNCLOSED_QUOTE);
        }
        if (i + 1 == text.length()) {
            return new Wrong(Fault.NO_AT_SIGN);
        }
        if (text.charAt(i + 1) != '@' || !content.codePoints().allMatch(EmailSyntax::isQuotable)) {
            return new Wrong(Fault.FORBIDDEN_CHARACTER);
        }
        if (octets(text.substring(0, i + 1)) > MAX_LOCAL_PART) {
            return new Wrong(Fault.LOCAL_PART_TOO_LONG);
        }
        return withDomain(leastQuoted(content.toString()), text.substring(i + 2));
    }

    /// RFC 5321 §4.1.2: sent with the least quoting possible, so that one mailbox has one form.
    private static String leastQuoted(String content) {
        if (isDotted(content) && content.codePoints().allMatch(point -> point == '.' || isAtomText(point))) {
            return content;
        }
        return '"' + content.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static Outcome withDomain(String local, String domain) {
        var composed = Normalizer.normalize(local, Normalizer.Form.NFC);
        if (octets(composed) > MAX_LOCAL_PART) {
            return new Wrong(Fault.LOCAL_PART_TOO_LONG);
        }
        if (domain.isEmpty()) {
            return new Wrong(Fault.NO_DOMAIN);
        }
        var ascii = asciiDomain(domain);
        if (ascii.isEmpty() || !isDomain(ascii)) {
            return new Wrong(domain.startsWith("[") ? Fault.NOT_ON_THE_INTERNET : Fault.NOT_A_DOMAIN);
        }
        if (!isPublic(ascii)) {
            return new Wrong(Fault.NOT_ON_THE_INTERNET);
        }
        var address = composed + "@" + ascii;
        return octets(address) > MAX_ADDRESS ? new Wrong(Fault.TOO_LONG) : new Address(address);
    }

    /// Empty where IDNA refuses the name.
    private static String asciiDomain(String domain) {
        var lower = domain.toLowerCase(Locale.ROOT);
        boolean plain = domain.chars().allMatch(c -> c < 0x80);
        if (plain && !lower.contains("xn--")) {
            return lower;
        }
        var ascii = new StringBuilder();
        var info = new IDNA.Info();
        TO_ASCII.nameToASCII(domain, ascii, info);
        return FORGIVEN.containsAll(info.getErrors()) ? ascii.toString() : "";
    }

    private static boolean isDomain(String ascii) {
        for (var label : ascii.split("\\.", -1)) {
            if (!ASCII_LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPublic(String domain) {
        int dot = domain.lastIndexOf('.');
        return dot > 0 && !domain.substring(dot + 1).chars().allMatch(Character::isDigit);
    }

    private static boolean isDotted(String local) {
        return !local.isEmpty() && !local.startsWith(".") && !local.endsWith(".") && !local.contains("..");
    }

    private static boolean isAtomText(int point) {
        if (point < 0x80) {
            return Character.isLetterOrDigit(point) || ATOM_MARKS.indexOf(point) >= 0;
        }
        return isShown(point) && !Character.isWhitespace(point) && !Character.isSpaceChar(point);
    }

    private static boolean isQuotable(int point) {
        return point < 0x80 ? point >= ' ' && point < 0x7F : isShown(point) && !Character.isSpaceChar(point);
    }

    private static boolean isShown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
