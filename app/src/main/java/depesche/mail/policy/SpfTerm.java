package depesche.mail.policy;

import depesche.mail.policy.SpfResult.Verdict;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One directive of an SPF record: which addresses, and what of them (RFC 7208 §5).
///
/// @param target a name, perhaps with macros, or an address for `ip4` and `ip6`; empty: the domain itself
/// @param bits4 how many bits count, of an address of IPv4; `bits6` of IPv6
record SpfTerm(Verdict verdict, Kind kind, String target, int bits4, int bits6) {

    enum Kind {
        ALL,
        INCLUDE,
        A,
        MX,
        PTR,
        IP4,
        IP6,
        EXISTS
    }

    private static final int ALL_4 = 32;
    private static final int ALL_6 = 128;
    private static final String BITS = "(0|[1-9]\\d{0,2})";
    private static final Pattern FORM =
            Pattern.compile("([+?~-]?)([A-Za-z0-9]+)(?::(.*?))?(?:/" + BITS + ")?(?://" + BITS + ")?");

    /// Empty if it cannot be understood.
    static Optional<SpfTerm> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        return kind(form.group(2)).filter(kind -> isRight(kind, form)).map(kind -> {
            boolean isSix = kind == Kind.IP6;
            return new SpfTerm(
                    verdict(form.group(1)),
                    kind,
                    Optional.ofNullable(form.group(3)).orElse(""),
                    bits(form.group(isSix ? 5 : 4), ALL_4),
                    bits(form.group(isSix ? 4 : 5), ALL_6));
        });
    }

    private static boolean isRight(Kind kind, Matcher form) {
        String target = form.group(3);
        boolean isBare = form.group(4) == null && form.group(5) == null;
        return switch (kind) {
            case ALL -> target == null && isBare;
            case INCLUDE, EXISTS -> target != null && DomainSpec.isOne(target) && isBare;
            case PTR -> (target == null || DomainSpec.isOne(target)) && isBare;
            case A, MX ->
                (target == null || DomainSpec.isOne(target))
                        && bits(form.group(4), ALL_4) <= ALL_4
                        && bits(form.group(5), ALL_6) <= ALL_6;
            case IP4 ->
                isAddress(target, "\\d{1,3}(\\.\\d{1,3}){3}")
                        && form.group(5) == null
                        && bits(form.group(4), ALL_4) <= ALL_4;
            case IP6 ->
                isAddress(target, "[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")
                        && form.group(5) == null
                        && bits(form.group(4), ALL_6) <= ALL_6;
        };
    }

    private static boolean isAddress(@Nullable String text, String form) {
        try {
            return text != null
                    && text.matches(form)
                    && !InetAddress.ofLiteral(text).getHostAddress().isEmpty();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// Whether judging it asks the DNS, which may be done ten times (RFC 7208 §4.6.4).
    boolean asks() {
        return switch (kind) {
            case INCLUDE, A, MX, PTR, EXISTS -> true;
            case ALL, IP4, IP6 -> false;
        };
    }

    private static Optional<Kind> kind(String word) {
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(word.toUpperCase(Locale.ROOT))) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static Verdict verdict(String sign) {
        return switch (sign) {
            case "-" -> Verdict.FAIL;
            case "~" -> Verdict.SOFTFAIL;
            case "?" -> Verdict.NEUTRAL;
            default -> Verdict.PASS;
        };
    }

    private static int bits(@Nullable String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }
}
