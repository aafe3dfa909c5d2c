package depesche.preflight.house;

import depesche.mail.message.Dkim;
import depesche.mail.policy.PublishedKey;
import depesche.net.dns.Dns;
import java.util.List;

/// Whether the keys that sign our mail stand in the DNS; and the records to publish.
final class DkimCheck implements Check {

    private static final String SUBJECT = "dkim";

    private final Dns dns;
    private final List<Dkim> dkims;

    DkimCheck(Dns dns, List<Dkim> dkims) {
        this.dns = dns;
        this.dkims = dkims;
    }

    @Override
    public List<Finding> look() {
        return dkims.stream().map(this::look).toList();
    }

    private Finding look(Dkim dkim) {
        return found(dkim).publishing(record(dkim));
    }

    static String record(Dkim dkim) {
        return dkim.recordName() + " TXT " + dkim.key().dnsRecord();
    }

    private Finding found(Dkim dkim) {
        String name = dkim.recordName();
        return switch (PublishedKey.of(dns, dkim)) {
            case PublishedKey.Ours() -> Finding.ok(SUBJECT, name + " has our key");
            case PublishedKey.OnTrial() ->
                Finding.warn(SUBJECT, name + " has our key, but says it is on trial (t=y): take that out");
            case PublishedKey.Missing() ->
                Finding.fail(SUBJECT, "there is no record at " + name + "; publish this one");
            case PublishedKey.Wrong(String why) -> Finding.fail(SUBJECT, name + ": " + why + "; publish this one");
            case PublishedKey.Unknown(String why) -> Finding.fail(SUBJECT, why);
        };
    }
}
