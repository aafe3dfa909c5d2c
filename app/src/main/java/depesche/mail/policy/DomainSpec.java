package depesche.mail.policy;

import java.util.regex.Pattern;

/// The form of a name in an SPF record: letters, perhaps macros, and at its end a macro or the label of a top-level
/// domain (RFC 7208 §7.1).
final class DomainSpec {

    private static final String MACRO = "%\\{[slodiphvSLODIPHV](?:[1-9]\\d*)?[rR]?[.+,/_=-]*}";
    private static final String LETTERS = "(?:[!-$&-~]|" + MACRO + "|%[%_-])*";
    private static final String TOP = "\\.(?!\\d+\\.?$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\\.?";
    private static final Pattern FORM = Pattern.compile(LETTERS + "(?:" + MACRO + "|" + TOP + ")");
    private static final Pattern MACROS = Pattern.compile(LETTERS);

    private DomainSpec() {}

    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /// Whether the macros in it are macros; what a modifier has that we do not know.
    static boolean isMacroString(String text) {
        return MACROS.matcher(text).matches();
    }
}
