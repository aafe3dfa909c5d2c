package depesche.mail.policy;

import depesche.mail.policy.SpfResult.Verdict;
import depesche.net.AddressRange;
import depesche.net.dns.Answer;
import depesche.net.dns.Dns;
import depesche.net.dns.MailExchanger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/// One judgement, over all records that it leads to.
final class SpfEvaluation {

    private static final int MOST_LOOKUPS = 10;
    private static final int MOST_VOID = 2;
    private static final int MOST_NAMES = 10;

    private final Dns dns;
    private final InetAddress address;
    private final String sender;
    private int lookups;
    private int voids;

    SpfEvaluation(Dns dns, InetAddress address, String sender) {
        this.dns = dns;
        this.address = address;
        this.sender = sender;
    }

    SpfResult judge() {
        try {
            return judge(sender.substring(sender.lastIndexOf('@') + 1));
        } catch (Ended ended) {
            return ended.result;
        }
    }

    private SpfResult judge(String domain) {
        Answer<String> answer = dns.texts(domain);
        if (answer instanceof Answer.Failed<String>(String why)) {
            throw new Ended(new SpfResult.NotNow(why));
        }
        List<String> records = answer.all().stream().filter(SpfRecord::isOne).toList();
        if (records.isEmpty()) {
            return new SpfResult.None();
        }
        if (records.size() > 1) {
            throw broken(domain + " has " + records.size() + " SPF records; receivers take only one");
        }
        return switch (SpfRecord.parse(records.getFirst())) {
            case SpfRecord.Invalid(String term) ->
                throw broken("\"" + term + "\" in the SPF record of " + domain + " cannot be understood");
            case SpfRecord.Valid(SpfRecord record) -> judge(domain, record);
        };
    }

    private SpfResult judge(String domain, SpfRecord record) {
        for (SpfTerm term : record.terms()) {
            if (matches(domain, term)) {
                return new SpfResult.Judged(term.verdict());
            }
        }
        if (record.redirect().isEmpty()) {
            return new SpfResult.Judged(Verdict.NEUTRAL);
        }
        count();
        String onward = filled(domain, record.redirect().get());
        SpfResult result = judge(onward);
        if (result instanceof SpfResult.None) {
            throw broken("redirect=" + onward + " leads to no SPF record");
        }
        return result;
    }

    private boolean matches(String domain, SpfTerm term) {
        if (term.asks()) {
            count();
        }
        String target = term.target().isEmpty() ? domain : filled(domain, term.target());
        return switch (term.kind()) {
            case ALL -> true;
            case IP4, IP6 -> isNear(InetAddress.ofLiteral(target), term);
            case INCLUDE -> includes(target);
            case A -> addresses(target).stream().anyMatch(it -> isNear(it, term));
            case MX ->
                mailExchangers(target).stream()
                        .flatMap(it -> addresses(it.host()).stream())
                        .anyMatch(it -> isNear(it, term));
            case PTR -> isNamed(target);
            case EXISTS -> addresses(target).stream().anyMatch(Inet4Address.class::isInstance);
        };
    }

    private boolean includes(String target) {
        return switch (judge(target)) {
            case SpfResult.Judged(Verdict verdict) -> verdict == Verdict.PASS;
            case SpfResult.None() -> throw broken("include:" + target + " leads to no SPF record");
            case SpfResult.Broken _, SpfResult.NotNow _, SpfResult.Unknowable _ ->
                throw new IllegalStateException("such a result ends the judgement");
        };
    }

    private boolean isNear(InetAddress other, SpfTerm term) {
        return new AddressRange(other, other instanceof Inet4Address ? term.bits4() : term.bits6()).includes(address);
    }

    private boolean isNamed(String target) {
        String domain = target.toLowerCase(Locale.ROOT);
        return known(dns.names(address)).stream()
                .limit(MOST_NAMES)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> name.equals(domain) || name.endsWith("." + domain))
                .anyMatch(name -> dns.addresses(name).all().contains(address));
    }

    private List<MailExchanger> mailExchangers(String target) {
        List<MailExchanger> found = known(dns.mailExchangers(target));
        if (found.size() > MOST_NAMES) {
            throw broken(target + " has more than ten mail exchangers");
        }
        return found.stream().filter(it -> !it.isNull()).toList();
    }

    private List<InetAddress> addresses(String name) {
        return known(dns.addresses(name));
    }

    private <T> List<T> known(Answer<T> answer) {
        return switch (answer) {
            case Answer.Found<T>(List<T> found) -> found;
            case Answer.Failed<T>(String why) -> throw new Ended(new SpfResult.NotNow(why));
            case Answer.NoRecord<T> _, Answer.NoName<T> _ -> {
                if (++voids > MOST_VOID) {
                    throw broken("more than two of its names lead nowhere");
                }
                yield List.of();
            }
        };
    }

    private void count() {
        if (++lookups > MOST_LOOKUPS) {
            throw broken("it needs more than ten questions to the DNS");
        }
    }

    private String filled(String domain, String spec) {
        return new SpfMacros(domain, address, sender)
                .filled(spec)
                .map(name -> name.endsWith(".") ? name.substring(0, name.length() - 1) : name)
                .orElseThrow(() ->
                        new Ended(new SpfResult.Unknowable("\"" + spec + "\" stands for what only the receiver sees")));
    }

    private static Ended broken(String why) {
        return new Ended(new SpfResult.Broken(why));
    }

    /// Leaves the judgement from any depth; caught in `judge`.
    private static final class Ended extends RuntimeException {

        private static final long serialVersionUID = 1;
        private final transient SpfResult result;

        Ended(SpfResult result) {
            super(null, null, false, false);
            this.result = result;
        }
    }
}
