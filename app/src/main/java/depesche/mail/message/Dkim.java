package depesche.mail.message;

import java.util.regex.Pattern;

/// Who signs our mail, and with which key (RFC 6376: relaxed/relaxed, every header, no `l=`).
///
/// @param domain the `d=`; `selector` the `s=` under which the key stands in its DNS
public record Dkim(String domain, String selector, DkimKey key) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,200}[A-Za-z0-9])?");

    public Dkim {
        if (!NAME.matcher(domain).matches() || !NAME.matcher(selector).matches()) {
            throw new IllegalArgumentException("not a domain and selector for DKIM: " + domain + ", " + selector);
        }
    }

    /// Where the key's record stands in the DNS.
    public String recordName() {
        return selector + "._domainkey." + domain;
    }
}
