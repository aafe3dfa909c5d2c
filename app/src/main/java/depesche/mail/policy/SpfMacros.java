package depesche.mail.policy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills the macros in a name of an SPF record (RFC 7208 §7).
///
/// @param domain whose record it is
/// @param sender the envelope sender
record SpfMacros(String domain, InetAddress address, String sender) {

    private static final Pattern MACRO = Pattern.compile("%(?:\\{([A-Za-z])(\\d*)([rR]?)([.+,/_=-]*)}|([%_-]))");

    /// Empty where a macro stands for what only the receiver knows.
    ///
    /// @param spec of the form of [DomainSpec]
    Optional<String> filled(String spec) {
        boolean isKnown =
                MACRO.matcher(spec).results().allMatch(macro -> value(macro).isPresent());
        return isKnown
                ? Optional.of(MACRO.matcher(spec)
                        .replaceAll(
                                macro -> Matcher.quoteReplacement(value(macro).orElseThrow())))
                : Optional.empty();
    }

    private Optional<String> value(MatchResult macro) {
        if (macro.group(5) != null) {
            return Optional.of(
                    switch (macro.group(5)) {
                        case "%" -> "%";
                        case "_" -> " ";
                        default -> "%20";
                    });
        }
        return letter(macro.group(1)).map(value -> transformed(value, macro));
    }

    private Optional<String> letter(String letter) {
        int at = sender.lastIndexOf('@');
        return switch (letter.toLowerCase(Locale.ROOT)) {
            case "s" -> Optional.of(sender);
            case "l" -> Optional.of(sender.substring(0, at));
            case "o" -> Optional.of(sender.substring(at + 1));
            case "d" -> Optional.of(domain);
            case "i" -> Optional.of(dotted());
            case "v" -> Optional.of(address instanceof Inet4Address ? "in-addr" : "ip6");
            default -> Optional.empty();
        };
    }

    private String dotted() {
        if (address instanceof Inet4Address) {
            return address.getHostAddress();
        }
        var nibbles = new StringBuilder();
        for (byte each : address.getAddress()) {
            nibbles.append(nibbles.isEmpty() ? "" : ".")
                    .append(Integer.toHexString((each >> 4) & 15))
                    .append('.')
                    .append(Integer.toHexString(each & 15));
        }
        return nibbles.toString();
    }

    private static String transformed(String value, MatchResult macro) {
        String delimiters = macro.group(4).isEmpty() ? "." : macro.group(4);
        List<String> parts = Arrays.asList(value.split("[" + Pattern.quote(delimiters) + "]", -1));
        if (!macro.group(3).isEmpty()) {
            Collections.reverse(parts);
        }
        int most = macro.group(2).isEmpty() ? parts.size() : Integer.parseInt(macro.group(2));
        return String.join(".", parts.subList(Math.max(0, parts.size() - most), parts.size()));
    }
}
