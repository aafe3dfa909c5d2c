package depesche.mail.policy;

import java.util.Locale;

/// What SPF says of an address that sends in a domain's name (RFC 7208 §2.6).
public sealed interface SpfResult {

    /// What the record wants of such an address.
    enum Verdict {
        PASS,
        FAIL,
        SOFTFAIL,
        NEUTRAL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Judged(Verdict verdict) implements SpfResult {}

    /// The domain says nothing.
    record None() implements SpfResult {}

    /// What it says cannot be understood, so for receivers it says nothing (*permerror*).
    record Broken(String why) implements SpfResult {}

    /// The DNS could not be asked (*temperror*).
    record NotNow(String why) implements SpfResult {}

    /// It depends on something that only the receiver sees.
    record Unknowable(String why) implements SpfResult {}
}
