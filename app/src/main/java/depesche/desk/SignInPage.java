package depesche.desk;

/// Where one asks for a link to sign in.
///
/// @param fault what is wrong with the address; may be empty
/// @param isSent whether a link was asked for: told alike for all addresses
public record SignInPage(String email, String fault, boolean isSent) {}
