package depesche.mail.message;

/// A key that signs our mail, and how it is told to the world.
public sealed interface DkimKey permits RsaDkimKey, Ed25519DkimKey {

    /// The `a=` of its signatures (RFC 6376 §3.3, RFC 8463 §3).
    String algorithm();

    /// How long each signature is.
    int signatureBytes();

    /// The private key, to be kept secret.
    byte[] pkcs8();

    /// Text of the DNS record at `SELECTOR._domainkey.DOMAIN`; a zone file wants it in strings of at most 255.
    String dnsRecord();
}
