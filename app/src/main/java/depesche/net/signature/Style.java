package depesche.net.signature;

import java.util.Locale;

/// How a request is signed.
public enum Style {
    /// By draft-cavage-http-signatures: `Digest`, `Date` and one header `Signature`.
    CAVAGE,
    /// By RFC 9421: `Content-Digest`, `Signature-Input` and `Signature`.
    RFC9421;

    /// As it stands in the database.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Style of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// What is tried when a server does not take this one.
    public Style other() {
        return switch (this) {
            case CAVAGE -> RFC9421;
            case RFC9421 -> CAVAGE;
        };
    }
}
