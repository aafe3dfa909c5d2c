package depesche.preflight.house;

import depesche.net.dns.Answer;
import depesche.net.dns.Dns;
import depesche.net.dns.MailExchanger;
import java.net.InetAddress;
import java.util.List;

/// Whether the domain of an address of ours exists, and takes the mail that comes back.
final class SenderCheck implements Check {

    /// What the domain is for.
    enum Use {
        /// Stands in the header `From`: readers answer to it.
        SENDER("sender"),
        /// Stands in the envelope: mail servers return mail to it.
        BOUNCES("bounces");

        private final String subject;

        Use(String subject) {
            this.subject = subject;
        }
    }

    private final Dns dns;
    private final String domain;
    private final Use use;

    SenderCheck(Dns dns, String domain, Use use) {
        this.dns = dns;
        this.domain = domain;
        this.use = use;
    }

    @Override
    public List<Finding> look() {
        return List.of(
                switch (dns.mailExchangers(domain)) {
                    case Answer.Found<MailExchanger>(List<MailExchanger> found) -> exchangers(found);
                    case Answer.NoRecord<MailExchanger> _ -> withoutExchanger();
                    case Answer.NoName<MailExchanger> _ ->
                        Finding.fail(use.subject, "the domain " + domain + " does not exist");
                    case Answer.Failed<MailExchanger>(String why) -> Finding.fail(use.subject, why);
                });
    }

    private Finding exchangers(List<MailExchanger> found) {
        if (found.stream().anyMatch(MailExchanger::isNull)) {
            return Finding.fail(use.subject, domain + " says that it takes no mail (null MX)" + lost());
        }
        List<String> hosts = found.stream().map(MailExchanger::host).toList();
        boolean leadsSomewhere = hosts.stream().anyMatch(host -> dns.addresses(host) instanceof Answer.Found);
        return leadsSomewhere
                ? Finding.ok(use.subject, "mail to " + domain + " goes to " + String.join(", ", hosts))
                : Finding.fail(
                        use.subject,
                        "the MX of " + domain + " leads nowhere: " + String.join(", ", hosts) + " has no address"
                                + lost());
    }

    private Finding withoutExchanger() {
        return switch (dns.addresses(domain)) {
            case Answer.Found<InetAddress> _ ->
                Finding.warn(
                        use.subject, domain + " has no MX; mail for it goes to its own address, where the site is");
            case Answer.Failed<InetAddress>(String why) -> Finding.fail(use.subject, why);
            case Answer.NoRecord<InetAddress> _, Answer.NoName<InetAddress> _ ->
                Finding.fail(use.subject, domain + " has no MX and no address" + lost());
        };
    }

    private String lost() {
        return switch (use) {
            case SENDER -> "; many servers refuse mail of a sender to whom none can be sent";
            case BOUNCES -> ": bounces are lost, and dead addresses are written to for ever (DEPESCHE_MAIL_BOUNCES)";
        };
    }
}
