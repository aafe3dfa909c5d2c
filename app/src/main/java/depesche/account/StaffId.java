package depesche.account;

/// The number of a person of the newsroom.
public record StaffId(long value) {}
