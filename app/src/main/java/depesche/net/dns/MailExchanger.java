package depesche.net.dns;

/// A record MX: who takes the mail of a domain.
///
/// @param host without the dot at its end; empty: the domain takes no mail (RFC 7505)
public record MailExchanger(int preference, String host) {

    public boolean isNull() {
        return host.isEmpty();
    }
}
