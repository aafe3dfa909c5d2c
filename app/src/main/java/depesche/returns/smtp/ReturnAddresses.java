package depesche.returns.smtp;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// The addresses to which mail may come back, and no others.
///
/// @param domain of our envelope sender
/// @param isOurs whether a token names a delivery that we made
public record ReturnAddresses(String domain, Predicate<String> isOurs) {

    private static final String BOUNCES = "bounces+";
    private static final Set<String> FIXED = Set.of("bounces", "unsubscribe", "abuse", "fbl");

    boolean takes(String address) {
        int at = address.lastIndexOf('@');
        if (at < 1 || !address.substring(at + 1).equalsIgnoreCase(domain)) {
            return false;
        }
        String local = address.substring(0, at).toLowerCase(Locale.ROOT);
        return FIXED.contains(local) || local.startsWith(BOUNCES) && isOurs.test(local.substring(BOUNCES.length()));
    }
}
