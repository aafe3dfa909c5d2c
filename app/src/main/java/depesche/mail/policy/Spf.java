package depesche.mail.policy;

import depesche.net.dns.Answer;
import depesche.net.dns.Dns;
import java.net.InetAddress;
import java.util.List;

/// Judges as a receiver does whether an address may send in a domain's name (RFC 7208).
public final class Spf {

    private final Dns dns;

    public Spf(Dns dns) {
        this.dns = dns;
    }

    /// @param sender the envelope sender, whose domain is judged
    public SpfResult judge(String sender, InetAddress address) {
        return new SpfEvaluation(dns, address, sender).judge();
    }

    /// Whether the domain has exactly one record, and by that lets anybody send at all.
    public boolean letsNobodySend(String domain) {
        if (!(dns.texts(domain) instanceof Answer.Found<String>(List<String> texts))) {
            return false;
        }
        List<String> records = texts.stream().filter(SpfRecord::isOne).toList();
        return records.size() == 1
                && SpfRecord.parse(records.getFirst()) instanceof SpfRecord.Valid(SpfRecord record)
                && !record.permitsAnybody();
    }
}
