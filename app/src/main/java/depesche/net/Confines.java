package depesche.net;

/// Where requests may go that others have chosen the address of.
public enum Confines {
    /// By https to public addresses only.
    PUBLIC,
    /// Also by http and into the operator's own networks: the operator said so.
    ANYWHERE
}
