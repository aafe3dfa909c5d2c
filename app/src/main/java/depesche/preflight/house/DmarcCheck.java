package depesche.preflight.house;

import depesche.mail.policy.Dmarc;
import depesche.mail.policy.Dmarc.Result;
import java.util.List;

/// Whether the sender's domain has a policy, and our mail keeps to it.
final class DmarcCheck implements Check {

    private static final String SUBJECT = "dmarc";

    /// The domains that must belong together.
    ///
    /// @param from of the header `From`; `signing` of DKIM; `envelope` of the envelope sender
    record Domains(String from, String signing, String envelope) {}

    private final Dmarc dmarc;
    private final Domains domains;

    DmarcCheck(Dmarc dmarc, Domains domains) {
        this.dmarc = dmarc;
        this.domains = domains;
    }

    @Override
    public List<Finding> look() {
        return List.of(
                switch (dmarc.of(domains.from(), domains.signing(), domains.envelope())) {
                    case Result.Holds holds -> held(holds);
                    case Result.None() ->
                        Finding.fail(
                                SUBJECT,
                                "there is no DMARC record at _dmarc." + domains.from() + ", and large mail providers"
                                        + " refuse bulk mail without one; \"v=DMARC1; p=none\" is the least");
                    case Result.Broken(String why) -> Finding.fail(SUBJECT, why);
                    case Result.Unknown(String why) -> Finding.fail(SUBJECT, why);
                });
    }

    private Finding held(Result.Holds holds) {
        String policy = "_dmarc." + holds.at() + " asks for p=" + holds.policy();
        if (holds.signatureAligned()) {
            return Finding.ok(
                    SUBJECT,
                    policy + "; our signature is in its name"
                            + (holds.envelopeAligned() ? ", and our envelope too" : ", our envelope is not"));
        }
        String signing = policy + ", but we sign as " + domains.signing() + ", which does not count for "
                + domains.from() + " (DEPESCHE_MAIL_DKIM_DOMAIN)";
        return holds.envelopeAligned()
                ? Finding.warn(SUBJECT, signing + "; forwarded mail fails")
                : Finding.fail(
                        SUBJECT, signing + ", and the envelope is of " + domains.envelope() + ": all our mail fails");
    }
}
