package depesche.desk;

/// Asks before an article is killed: there is no way back.
///
/// @param reason as it was typed
public record KillPage(String article, String seen, String headline, String language, String question, String reason) {}
