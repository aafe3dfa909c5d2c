package depesche.config;

/// Whether readers and partners may name addresses in private networks to be posted to.
public enum PrivateAddresses {
    REFUSED,
    ALLOWED
}
