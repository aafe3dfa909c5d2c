package depesche.desk;

/// What a one-time link shows: a button, for programs look at links too.
public record SignInLinkPage(String action, boolean isOpen) {}
