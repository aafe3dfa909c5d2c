package depesche.mail.policy;

import depesche.mail.policy.DmarcPolicy.Alignment;
import depesche.mail.policy.DmarcPolicy.Psd;
import depesche.net.dns.Answer;
import depesche.net.dns.Dns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a sender's domain wants done with mail that is neither signed by it nor sent in its name, and whether ours
/// is. Domains of one house are recognized by walking up the tree of names, so no list of suffixes is needed.
public final class Dmarc {

    private static final List<String> POLICIES = List.of("none", "quarantine", "reject");

    private final Dns dns;

    public Dmarc(Dns dns) {
        this.dns = dns;
    }

    /// What holds for a sender's domain.
    public sealed interface Result {

        /// @param at the domain where the record stands
        /// @param policy `none`, `quarantine` or `reject`
        /// @param signatureAligned whether our signature counts for it
        /// @param envelopeAligned whether the envelope's domain does
        record Holds(String at, String policy, boolean signatureAligned, boolean envelopeAligned) implements Result {}

        record None() implements Result {}

        /// What stands there is none to receivers.
        record Broken(String why) implements Result {}

        /// The DNS could not be asked.
        record Unknown(String why) implements Result {}
    }

    /// @param sender domain of the header `From`
    /// @param signature domain that signs
    /// @param envelope domain of the envelope sender
    public Result of(String sender, String signature, String envelope) {
        try {
            Optional<DmarcPolicy> own = policyAt(sender);
            String house = house(sender);
            Optional<DmarcPolicy> holding = own.isPresent() ? own : policyAt(house);
            return holding.<Result>map(policy -> judged(policy, sender, signature, envelope))
                    .orElseGet(Result.None::new);
        } catch (Ended ended) {
            return ended.result;
        }
    }

    private Result judged(DmarcPolicy policy, String sender, String signature, String envelope) {
        Optional<String> asked = policy.at().equals(sender)
                ? policy.asked()
                : policy.forSubdomains().or(policy::asked);
        if (asked.isEmpty()) {
            return new Result.Broken("the record at _dmarc." + policy.at() + " does not say p=");
        }
        if (!POLICIES.contains(asked.get())) {
            return new Result.Broken(
                    "the record at _dmarc." + policy.at() + " asks for \"" + asked.get() + "\", which is no policy");
        }
        return new Result.Holds(
                policy.at(),
                asked.get(),
                isAligned(sender, signature, policy.dkim()),
                isAligned(sender, envelope, policy.spf()));
    }

    private boolean isAligned(String sender, String other, Alignment alignment) {
        if (other.equalsIgnoreCase(sender)) {
            return true;
        }
        return switch (alignment) {
            case STRICT -> false;
            case RELAXED -> house(sender).equals(house(other));
        };
    }

    /// The highest domain above this one that has a record, or says where the house begins.
    private String house(String domain) {
        List<String> above = above(domain);
        String house = domain.toLowerCase(Locale.ROOT);
        for (int i = 0; i < above.size(); i++) {
            Optional<DmarcPolicy> policy = policyAt(above.get(i));
            Psd psd = policy.map(DmarcPolicy::psd).orElse(Psd.UNSAID);
            if (psd == Psd.NO) {
                return above.get(i);
            }
            if (psd == Psd.YES && i > 0) {
                return above.get(i - 1);
            }
            house = policy.isPresent() ? above.get(i) : house;
        }
        return house;
    }

    /// The domain, and all above it.
    private static List<String> above(String domain) {
        List<String> all = new ArrayList<>();
        String name = domain.toLowerCase(Locale.ROOT);
        all.add(name);
        while (name.contains(".")) {
            name = name.substring(name.indexOf('.') + 1);
            all.add(name);
        }
        return all;
    }

    private Optional<DmarcPolicy> policyAt(String domain) {
        Answer<String> answer = dns.texts("_dmarc." + domain);
        if (answer instanceof Answer.Failed<String>(String why)) {
            throw new Ended(new Result.Unknown(why));
        }
        List<String> records = answer.all().stream().filter(DmarcPolicy::isOne).toList();
        if (records.size() > 1) {
            throw new Ended(new Result.Broken(
                    "_dmarc." + domain + " has " + records.size() + " records; to receivers that is none"));
        }
        return records.stream()
                .findFirst()
                .map(record -> Tags.parse(record)
                        .map(tags -> DmarcPolicy.of(domain, tags))
                        .orElseThrow(() -> new Ended(new Result.Broken(
                                "the record at _dmarc." + domain + " cannot be understood: " + record))));
    }

    /// Leaves the judgement from any depth; caught in `of`.
    private static final class Ended extends RuntimeException {

        private static final long serialVersionUID = 1;
        private final transient Result result;

        Ended(Result result) {
            super(null, null, false, false);
            this.result = result;
        }
    }
}
